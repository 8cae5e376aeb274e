/** kill -9 at a moment that the seed chooses, again and again: what was promised to anybody must be there afterwards. */
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Chance } from '../../support/chance.ts';
import { Installation } from './installation.ts';
import { type CrowdWish, Oracle } from './oracle.ts';
import { Promises } from './promises.ts';
import { faultsServed } from './reading.ts';

export type KillWish = Omit<Partial<CrowdWish>, 'convention'> & {
  /** The kill comes between these milliseconds after everybody types. */
  readonly between: readonly [number, number];
};

/** A convention is given up after so many kills, so that reading it doesn't take longer and longer. */
const killsPerConvention = 10;

type Scene = {
  readonly convention: string;
  readonly oracle: Oracle;
  readonly promises: Promises;
  kills: number;
};

export class Kills {
  readonly #installation: Installation;
  readonly #wish: KillWish;
  #scene: Scene | undefined;

  private constructor(installation: Installation, wish: KillWish) {
    this.#installation = installation;
    this.#wish = wish;
  }

  /** A server runs when it resolves. */
  static async prepare(wish: KillWish): Promise<Kills> {
    const installation = await Installation.make();
    await installation.start();
    return new Kills(installation, wish);
  }

  /** One kill, and what it cost. Throws what is missing; another kill may follow all the same. */
  async once(seed: number): Promise<Record<string, number>> {
    const scene = this.#scene ?? (await this.#newScene());
    this.#scene = scene;
    try {
      const counts = await this.#kill(scene, seed);
      if (scene.kills === killsPerConvention) await this.#endScene();
      return counts;
    } catch (error) {
      await this.#endScene();
      if (this.#installation.isRunning) await this.#installation.kill();
      await this.#installation.start();
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.#endScene();
    await this.#installation.remove();
  }

  async #kill(scene: Scene, seed: number): Promise<Record<string, number>> {
    const installation = this.#installation;
    const { convention, oracle, promises } = scene;
    const { between, ...crowd } = this.#wish;
    installation.makeReady();
    await oracle.begin(installation, { ...crowd, convention });
    await pause(momentOf(seed, between));
    await installation.kill();
    const { sent, saved, received } = await oracle.end();
    const before = promises.count;
    promises.read();
    const startedAt = performance.now();
    await installation.start();
    const starting = Math.round(performance.now() - startedAt);
    const faults = await faultsServed(installation, convention, promises);
    if (faults.length > 0) throw new Error(`after the kill of seed ${seed}:\n${faults.slice(0, 20).join('\n')}`);
    scene.kills += 1;
    return { kills: 1, sent, saved, received, promises: promises.count - before, 'ms of starting': starting };
  }

  async #newScene(): Promise<Scene> {
    const convention = await this.#installation.openConvention();
    const record = `${this.#installation.folder}-${convention}.record`;
    return { convention, oracle: new Oracle(record), promises: new Promises(record), kills: 0 };
  }

  async #endScene(): Promise<void> {
    const scene = this.#scene;
    this.#scene = undefined;
    await scene?.oracle.leave();
    if (scene) await rm(scene.oracle.record, { force: true });
  }
}

/** A moment that the seed chooses. */
export function momentOf(seed: number, [from, to]: readonly [number, number]): number {
  return from + new Chance(seed).share() * (to - from);
}
