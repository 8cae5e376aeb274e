/** Where a server can be made to die, to the instruction: what `stop-at.ts` is told by the environment. */
export const stopPoints = [
  /** An admitted edit is about to be written into the transaction. */
  'before-append',
  /** It is written there, and not committed. */
  'after-append',
  'before-commit',
  /** It is durable, and nobody has been told, the server's own main thread included. */
  'after-commit',
  /** The main thread knows; nobody was sent anything. */
  'before-broadcast',
  /** One other page was sent it, the next was not. */
  'after-first-broadcast',
  /** Others may have it, its author does not know. */
  'before-saved',
  'after-saved',
  /** A segment or a snapshot is about to be written, or an old row to be removed for it. */
  'before-sealing',
  'after-sealing',
] as const;
export type StopPoint = (typeof stopPoints)[number];

/** Environment variable of `stop-at.ts`: JSON of {@link StopOrder}. */
export const stopVariable = 'TEST_STOP_AT';

export type StopOrder = {
  readonly point: StopPoint;
  /** The server dies the `nth` time that it comes there, counted from when `armed` exists. */
  readonly nth: number;
  /** Path of a file; until it exists, nothing happens. */
  readonly armed: string;
};

/** A segment written, rows dropped for it, the convention's row that names it; a snapshot. */
const sealing = /^\s*(insert|update|delete|replace)\b.*(segment|snapshot)|^\s*delete from "?text_update/is;

/** The points in the thread that writes to the disk, by the statements that are run there. */
export const statementsAt: Partial<Record<StopPoint, RegExp>> = {
  'before-append': /^\s*insert into "?text_update/i,
  'after-append': /^\s*insert into "?text_update/i,
  'before-commit': /^\s*commit/i,
  'after-commit': /^\s*commit/i,
  'before-sealing': sealing,
  'after-sealing': sealing,
};
