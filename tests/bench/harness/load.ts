/** What the load itself costs: a generator without time left measures itself. */
import { performance } from 'node:perf_hooks';
import type { Usage } from '../servers/report.ts';
import type { ServerProcess } from './server-process.ts';

export type Window = {
  readonly seconds: number;
  /** The server's processor time (µs, all threads). */
  readonly serverMicroseconds: number;
  readonly server: Usage;
  /** Share of one core (%). */
  readonly serverPercent: number;
  readonly generatorPercent: number;
};

/** Measures what passes while something is done. */
export async function during(server: ServerProcess, act: () => Promise<void>): Promise<Window> {
  const before = await server.usage();
  const own = process.cpuUsage();
  const began = performance.now();
  await act();
  const { user, system } = process.cpuUsage(own);
  // A server that is behind answers late, and works until then.
  const after = await server.usage();
  const milliseconds = performance.now() - began;
  const serverMicroseconds = after.cpuMicroseconds - before.cpuMicroseconds;
  return {
    seconds: milliseconds / 1000,
    serverMicroseconds,
    server: after,
    serverPercent: serverMicroseconds / milliseconds / 10,
    generatorPercent: (user + system) / milliseconds / 10,
  };
}
