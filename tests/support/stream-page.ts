/** Pages that connect as the product's own do, by the very same classes: these run under Node as they do in a browser. */
import { type EitherParts, EitherSocket, noMemory } from '../../client/src/editor/either-socket.ts';
import { EventStreamSocket } from '../../client/src/editor/event-stream-socket.ts';
import { type SocketMaker, webSocket } from './page.ts';

/** Server-sent events and POST, without trying a WebSocket. */
export const byEventStream: SocketMaker = (headers) => {
  class Stream extends EventStreamSocket {
    constructor(url: string | URL) {
      super(url, { fetch: fetchWith(headers), patience: 2_000 });
    }
  }
  return Stream as unknown as typeof WebSocket;
};

/** Whatever works, as a page does; quicker to give up than a page, so that a test needn't wait. */
export function byWhateverWorks(given: Partial<EitherParts> = {}): SocketMaker {
  const memory = noMemory();
  return (headers) => {
    const WebSocket = webSocket(headers);
    class Either extends EitherSocket {
      constructor(url: string | URL) {
        const parts = {
          WebSocket,
          memory,
          fetch: fetchWith(headers),
          patience: 2_000,
          webSocketPatience: 1_000,
          pause: 50,
        };
        super(url, { ...parts, ...given });
      }
    }
    return Either as unknown as typeof WebSocket;
  };
}

/** A program's `fetch`, with the headers that say who it is. */
function fetchWith(headers: Readonly<Record<string, string>>): EitherParts['fetch'] {
  return (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...headers } });
}
