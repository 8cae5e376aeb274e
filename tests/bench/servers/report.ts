/**
 * The inside of every measured server: over the channel to the process that started it, it says which port it took and what
 * it has used since it was last asked. It ends with that channel, so that no server outlives a measurement.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a server's process has used; times in the names. */
export type Usage = {
  /** User and system time of all threads since the process began (µs). */
  readonly cpuMicroseconds: number;
  readonly residentBytes: number;
  /** JavaScript's heap, and what it holds outside (buffers). */
  readonly heapBytes: number;
  /** How much later than due the event loop came round, since the last question (ms); nothing before `watchDelays`. */
  readonly delay: { readonly p50: number; readonly p99: number; readonly max: number };
};

export type Question = { readonly id: number; readonly ask: string; readonly argument: unknown };
export type Answer = { readonly id: number; readonly answer?: unknown; readonly failure?: string };
export type Ready = { readonly port: number };
export type Abilities = Readonly<Record<string, (argument: unknown) => unknown>>;

/** A timer of this many ms measures the delay; what it reports contains them. */
const resolution = 1;

/**
 * Says that the server listens, and answers from now on: `usage`, `collect` (garbage, then usage), `watchDelays` (its timer
 * wakes the server a thousand times a second, which not every measurement is to pay), and what it can besides.
 */
export function reportToParent(port: number, abilities: Abilities = {}): void {
  const delays = monitorEventLoopDelay({ resolution });
  const usage = (): Usage => {
    const { rss, heapUsed, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);
    const delay = { p50: late(delays.percentile(50)), p99: late(delays.percentile(99)), max: late(delays.max) };
    delays.reset();
    return { cpuMicroseconds: user + system, residentBytes: rss, heapBytes: heapUsed + external, delay };
  };
  const watchDelays = () => void delays.enable();
  const all: Abilities = { ...abilities, usage, watchDelays, collect: async () => collectGarbage().then(usage) };
  process.on('message', (question: Question) => void answer(question, all));
  tell({ port } satisfies Ready);
}

/** Ends this process when the one that started it ends, however it ends; to be called before anything can fail. */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit(0));
}

async function answer({ id, ask, argument }: Question, abilities: Abilities): Promise<void> {
  try {
    const ability = abilities[ask];
    if (!ability) throw new Error(`this server can't ${ask}`);
    tell({ id, answer: await ability(argument) } satisfies Answer);
  } catch (error) {
    tell({ id, failure: error instanceof Error ? error.message : String(error) } satisfies Answer);
  }
}

function tell(message: Ready | Answer): void {
  process.send?.(message);
}

/** What is freed by one collection may free more in the next; a last resort gives empty pages back to the system as well. */
async function collectGarbage(): Promise<void> {
  if (!globalThis.gc) throw new Error('a measured server runs with --expose-gc');
  for (let round = 0; round < 4; round += 1) {
    await globalThis.gc({ type: 'major', execution: 'async', flavor: 'last-resort' });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
