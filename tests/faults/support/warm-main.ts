/**
 * `server/src/main.ts` in a process that has already read its code: what it imports is loaded at once, the program itself
 * runs when the parent says `go`. So a server that was killed has a successor within half a second, and a thousand
 * kills don't take a morning. The process ends when its parent does, however that ends.
 */
import { once } from 'node:events';
import '@entente/server/config';
import '@entente/server/log';
import '@entente/server/start-server';

process.once('disconnect', () => process.exit(1));
await once(process, 'message');
await import('@entente/server/main');
