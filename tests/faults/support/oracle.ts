/** The test's end of the oracle's process. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CrowdOrder } from './crowd.ts';
import type { Installation } from './installation.ts';
import type { FromOracle, ToOracle } from './oracle-process.ts';

export type CrowdWish = Partial<Omit<CrowdOrder, 'url' | 'syncUrl' | 'cookies'>> & Pick<CrowdOrder, 'convention'>;

const usual = { writers: 6, readers: 2, rate: 400, mostUnsaved: 200, clerk: true };

export class Oracle {
  /** What it writes down. */
  readonly record: string;
  readonly #child: ChildProcess;

  constructor(record: string) {
    this.record = record;
    this.#child = fork(join(import.meta.dirname, 'oracle-process.ts'), [record], { execArgv: [] });
  }

  /** Resolves when everybody is connected and types. */
  async begin(installation: Installation, wish: CrowdWish): Promise<void> {
    const { url, syncUrl } = installation.server;
    const cookies = installation.people.map(({ cookie }) => cookie);
    const answer = await this.#ask({ do: 'begin', order: { ...usual, ...wish, url, syncUrl, cookies } });
    if (answer.kind !== 'typing') throw new Error(answer.kind === 'failed' ? answer.reason : 'the oracle has ended');
  }

  /** Everybody lets go. Resolves with how many updates were sent, called durable, and received by others. */
  async end(): Promise<{ sent: number; saved: number; received: number }> {
    const answer = await this.#ask({ do: 'end' });
    if (answer.kind !== 'ended') throw new Error('the oracle does not know what it did');
    return answer;
  }

  /** Ends the process; the record stays. */
  async leave(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  async #ask(message: ToOracle): Promise<FromOracle> {
    const answer = new Promise<FromOracle>((resolve, reject) => {
      const onExit = () => reject(new Error('the oracle ended'));
      this.#child.once('exit', onExit);
      this.#child.once('message', (said) => {
        this.#child.off('exit', onExit);
        resolve(said as FromOracle);
      });
    });
    this.#child.send(message);
    return answer;
  }
}
