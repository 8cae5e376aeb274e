/**
 * The socket of the stock provider, by whatever way the network leaves: WebSocket where it works, else server-sent events and
 * POST. Networks of institutions block WebSockets in three ways: the handshake is refused, it is swallowed, or it succeeds and
 * nothing comes through. So a WebSocket counts once something was heard on it; the server speaks first.
 */
import { type EventStreamParts, EventStreamSocket } from './event-stream-socket.ts';

export type EitherParts = EventStreamParts & {
  readonly WebSocket: typeof WebSocket;
  readonly memory: NetworkMemory;
  /** Milliseconds in which something must be heard on a WebSocket. */
  readonly webSocketPatience?: number;
  /** Milliseconds before a second WebSocket is tried: a server that restarts refuses one as well. */
  readonly pause?: number;
};

/** What this page has learnt about its network. */
export type NetworkMemory = {
  /** Handshakes get no answer: waiting for one each time would keep people waiting. */
  isSwallowed: boolean;
  /** WebSockets worked: so many more may fail, as they do while a server restarts, before another way is tried. */
  credit: number;
};

/** The memory of a page that knows nothing of its network yet. */
export function noMemory(): NetworkMemory {
  return { isSwallowed: false, credit: 0 };
}

const usualWebSocketPatience = 6_000;
const usualPause = 300;
const tries = 2;
const usualCredit = 2;

/** Seen by the page when a connection never came about, or broke. */
const abnormalClosure = 1006;

type Way = Pick<EventStreamSocket, 'send' | 'close' | 'readyState' | 'onopen' | 'onmessage' | 'onclose'>;
type Handlers = Pick<EventStreamSocket, 'onopen' | 'onmessage' | 'onerror' | 'onclose'>;

export class EitherSocket implements Handlers {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  binaryType = 'arraybuffer';
  onopen: Handlers['onopen'] = null;
  onmessage: Handlers['onmessage'] = null;
  onerror: Handlers['onerror'] = null;
  onclose: Handlers['onclose'] = null;
  readyState: 0 | 1 | 2 | 3 = 0;
  readonly #parts: EitherParts;
  readonly #url: string | URL;
  #way: Way | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string | URL, parts: EitherParts) {
    this.#parts = parts;
    this.#url = url;
    if (parts.memory.isSwallowed) this.#tryEventStream();
    else this.#tryWebSocket(tries);
  }

  send(message: Uint8Array): void {
    if (this.readyState === this.OPEN) this.#way?.send(message);
  }

  close(): void {
    if (this.readyState >= this.CLOSING) return;
    const isOpen = this.readyState === this.OPEN;
    this.readyState = this.CLOSING;
    clearTimeout(this.#timer);
    this.#way?.close();
    // An open way says by itself when it is closed; one that is still sought has nothing to say.
    if (!isOpen) this.#closed(abnormalClosure, '');
  }

  #tryWebSocket(left: number): void {
    const { WebSocket, webSocketPatience = usualWebSocketPatience, pause = usualPause, memory } = this.#parts;
    const socket = new WebSocket(this.#url);
    socket.binaryType = 'arraybuffer';
    this.#timer = setTimeout(() => {
      drop(socket);
      if (this.#isOnCredit()) return;
      memory.isSwallowed = true;
      this.#tryEventStream();
    }, webSocketPatience);
    socket.onmessage = ({ data }: { readonly data: ArrayBuffer }) => {
      clearTimeout(this.#timer);
      memory.credit = usualCredit;
      this.#use(socket as unknown as Way);
      this.onmessage?.({ data });
    };
    // The closing follows, and says all there is to know.
    socket.onerror = () => undefined;
    socket.onclose = ({ code, reason }) => {
      clearTimeout(this.#timer);
      if (isServersWord(code)) this.#closed(code, reason);
      else if (this.#isOnCredit()) return;
      else if (left > 1) this.#timer = setTimeout(() => this.#tryWebSocket(left - 1), pause);
      else this.#tryEventStream();
    };
    this.#way = socket as unknown as Way;
  }

  /** True when this failure is let pass, and the connection given up for now. */
  #isOnCredit(): boolean {
    if (this.#parts.memory.credit === 0) return false;
    this.#parts.memory.credit -= 1;
    this.#closed(abnormalClosure, '');
    return true;
  }

  #tryEventStream(): void {
    const stream = new EventStreamSocket(this.#url, this.#parts);
    stream.onopen = () => this.#use(stream);
    stream.onclose = ({ code, reason }) => {
      // Nothing works here: perhaps the network is another one next time.
      this.#parts.memory.isSwallowed = false;
      this.#closed(code, reason);
    };
    this.#way = stream;
  }

  #use(way: Way): void {
    if (this.readyState !== this.CONNECTING) return;
    way.onmessage = (event) => this.onmessage?.(event);
    way.onclose = ({ code, reason }) => this.#closed(code, reason);
    this.readyState = this.OPEN;
    this.onopen?.(new Event('open'));
  }

  #closed(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return;
    if (this.readyState === this.CONNECTING) this.onerror?.(new Event('error'));
    this.readyState = this.CLOSED;
    this.onclose?.({ code, reason });
  }
}

/** Codes that the server itself sends; a proxy in between may well invent the others. */
function isServersWord(code: number): boolean {
  return code >= 4_000 || (code >= 1_008 && code <= 1_013);
}

/** Closes a socket that nobody listens to any more. */
function drop(socket: WebSocket): void {
  socket.onopen = null;
  socket.onmessage = null;
  socket.onclose = null;
  socket.onerror = () => undefined;
  socket.close();
}
