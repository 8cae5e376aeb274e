import type { WebsocketProvider } from 'y-websocket';
import { reconnectDelay } from './reconnect-delay.ts';

/** More failures than the provider's own doubling can bear: what it then waits for is `maxBackoffTime`, and nothing else. */
const beyondDoubling = 30;

/** A stock provider waits as long on every page; this one waits as long as {@link reconnectDelay} says. */
export function spreadReconnections(provider: WebsocketProvider, chance: () => number = Math.random): void {
  let failures = 0;
  provider.on('sync', (synced: boolean) => {
    if (synced) failures = 0;
  });
  provider.on('connection-close', (event) => {
    failures += 1;
    provider.maxBackoffTime = reconnectDelay({ code: event?.code ?? null, failures }, chance());
    provider.wsUnsuccessfulReconnects = beyondDoubling;
  });
}
