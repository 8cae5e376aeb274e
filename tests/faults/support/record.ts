/**
 * What the oracle writes down, one JSON array per line, each written before anything else is done about it: a process that
 * is killed has lost nothing of it. Instants are milliseconds, rounded up: never earlier than what they speak of.
 */
export type RecordLine =
  /** Update message number `n` of a page is about to be sent. Base64. */
  | readonly ['sent', page: number, n: number, update: string]
  /** The first `n` update messages of a page were called durable. */
  | readonly ['saved', page: number, n: number, at: number]
  /** Somebody received this update of others. Base64. */
  | readonly ['received', update: string, at: number]
  /** The server's clientID for a page: never issued before. */
  | readonly ['page', page: number, clientId: number, epoch: string]
  /** The journal's entry `version` renames the convention so: the API answered that it is done. */
  | readonly ['renamed', version: number, title: string, at: number]
  /** The API answered that a reply in a thread was kept. */
  | readonly ['replied', thread: string, words: string, at: number]
  /** A page was told that its update is refused, and why. */
  | readonly ['refused', page: number, why: string]
  /** The connection of a page ended with this code. */
  | readonly ['closed', page: number, code: number, at: number];
