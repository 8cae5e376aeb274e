import type { Logger } from 'pino';
import { withoutData } from '../log.ts';
import type { Connection } from './connection.ts';

export type SessionCheck = {
  /** Which of these sessions have neither ended nor run out. Asked once a minute for all that are connected. */
  readonly livingSessions?: (sessions: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly log: Logger;
};

/** A session that ends by time ends without a word: one question for all of them together finds it. */
export async function closeWhereSessionsEnded(
  connections: ReadonlyMap<Connection, { readonly session: string }>,
  { livingSessions, log }: SessionCheck,
): Promise<void> {
  const sessions = new Set([...connections.values()].map(({ session }) => session));
  if (!livingSessions || sessions.size === 0) return;
  try {
    const living = await livingSessions([...sessions]);
    for (const [connection, { session }] of [...connections]) {
      if (sessions.has(session) && !living.has(session)) connection.close('signedOut');
    }
  } catch (error) {
    log.error({ err: withoutData(error) }, 'sessions could not be looked at; they are in a minute');
  }
}
