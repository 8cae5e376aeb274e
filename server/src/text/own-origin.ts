import type { IncomingMessage } from 'node:http';

/**
 * True for a request of our own pages, and for one of a program, which sends no Origin. A browser always sends one, and
 * would send the session's cookie along from any page of the web.
 */
export function isOwnOrigin({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return (
    allowed.includes(origin) || (host !== undefined && (origin === `https://${host}` || origin === `http://${host}`))
  );
}
