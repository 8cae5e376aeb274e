/** The procedures of a thread, as the main thread sees them. */
import type { ReadProcedures } from './read-procedures.ts';
import type { WriteProcedures } from './write-procedures.ts';

export type Procedures = WriteProcedures | ReadProcedures;

export type ArgumentOf<P, N extends keyof P> = P[N] extends (context: never, argument: infer A) => unknown ? A : never;

export type ResultOf<P, N extends keyof P> = P[N] extends (...parameters: never[]) => infer R ? Awaited<R> : never;
