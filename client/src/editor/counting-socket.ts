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
export function wordsIn(message: Parameters<WebSocket['send']>[0]): WordsMessage | undefined {
  if (!(message instanceof Uint8Array) || message[0] !== syncMessage) return undefined;
  return kinds[message[1] ?? 0];
}

/**
 * A WebSocket for the stock provider that reports each message carrying words. The server acknowledges by count
 * (`saved n`), so the page must count exactly what left on this connection, whoever sent it.
 */
export function countingSocket(watch: SocketWatch): typeof WebSocket {
  return class extends WebSocket {
    override send(message: Parameters<WebSocket['send']>[0]): void {
      const kind = wordsIn(message);
      if (kind && !watch.maySend()) return;
      super.send(message);
      if (kind) watch.sent(kind);
    }
  };
}
