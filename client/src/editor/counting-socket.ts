import { EitherSocket, noMemory } from './either-socket.ts';

/** What a message carries of the text: the whole state that the server lacks (sync step 2), or one change. */
export type WordsMessage = 'state' | 'update';

export type SocketWatch = {
  /** False for a page that may not write: its words, if a defect made any, stay here. */
  readonly maySend: () => boolean;
  readonly sent: (kind: WordsMessage) => void;
};

const syncMessage = 0;
const kinds: Readonly<Record<number, WordsMessage>> = { 1: 'state', 2: 'update' };

/** What a y-websocket message carries of the text; undefined for everything else. */
export function wordsIn(message: Uint8Array): WordsMessage | undefined {
  return message[0] === syncMessage ? kinds[message[1] ?? 0] : undefined;
}

/** Forgotten when the page is opened anew, and when the network changes. */
let memory = noMemory();
window.addEventListener('online', () => {
  memory = noMemory();
});

/**
 * A socket for the stock provider that reports each message carrying words. The server acknowledges by count (`saved n`), so
 * the page must count exactly what left on this connection, whoever sent it.
 */
export function countingSocket(watch: SocketWatch): typeof WebSocket {
  class CountingSocket extends EitherSocket {
    constructor(url: string | URL) {
      super(url, { WebSocket, memory, fetch: (target, init) => fetch(target, init) });
    }

    override send(message: Uint8Array): void {
      const kind = wordsIn(message);
      if (kind && !watch.maySend()) return;
      super.send(message);
      if (kind) watch.sent(kind);
    }
  }
  // The provider needs no more of a WebSocket than this.
  return CountingSocket as unknown as typeof WebSocket;
}
