/**
 * A socket without WebSockets, with the interface that the stock provider uses: hears by server-sent events, speaks by POST, one
 * request at a time. Runs in browsers and under Node alike.
 */
import { EventStreamReader, eventStreamPaths, type StreamEvent, writeBatch } from '@entente/shared/wire/event-stream';

export type EventStreamParts = {
  /** Asks the server: `fetch` with the session's cookie. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds in which the stream must begin; a proxy that collects the answer before it passes it on never lets it. */
  readonly patience?: number;
};

/** Milliseconds for one POST. */
const postPatience = 20_000;
/** Milliseconds before a POST that failed is sent again; after the last one the connection is given up. */
const pauses = [500, 1_000, 2_000];
const usualPatience = 15_000;
/** Milliseconds that what waits may take once the socket was told to close. */
const closingPatience = 5_000;
/** Bytes that go together; one message may be larger. */
const usualBatch = 262_144;

const abnormalClosure = 1006;

type Listener<E> = ((event: E) => void) | null;

export class EventStreamSocket {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  binaryType = 'arraybuffer';
  onopen: Listener<Event> = null;
  onmessage: Listener<{ readonly data: ArrayBuffer }> = null;
  onerror: Listener<Event> = null;
  onclose: Listener<{ readonly code: number; readonly reason: string }> = null;
  readyState: 0 | 1 | 2 | 3 = 0;
  readonly #parts: EventStreamParts;
  readonly #url: URL;
  readonly #ended = new AbortController();
  #stream = '';
  #posts = 0;
  #waiting: Uint8Array[] = [];
  #isPosting = false;
  #isAsked = false;

  /** `url`: what a WebSocket would be opened with. */
  constructor(url: string | URL, parts: EventStreamParts) {
    this.#parts = parts;
    this.#url = new URL(String(url).replace(/^ws/, 'http'));
    void this.#listen();
  }

  send(message: Uint8Array): void {
    if (this.readyState !== this.OPEN) return;
    this.#waiting.push(message);
    this.#speak();
  }

  /** What waits is still sent, as a WebSocket would. */
  close(): void {
    if (this.readyState >= this.CLOSING) return;
    const { readyState } = this;
    this.readyState = this.CLOSING;
    if (readyState === this.CONNECTING || !this.#isPosting) this.#end(abnormalClosure, '');
    else setTimeout(() => this.#end(abnormalClosure, ''), closingPatience);
  }

  async #listen(): Promise<void> {
    const slow = setTimeout(() => this.#end(abnormalClosure, ''), this.#parts.patience ?? usualPatience);
    try {
      const response = await this.#parts.fetch(this.#address(eventStreamPaths.events), {
        headers: { accept: 'text/event-stream' },
        cache: 'no-store',
        signal: this.#ended.signal,
      });
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
      if (!response.ok || !isStream || !response.body) throw new Error(`no stream: ${response.status}`);
      await this.#read(response.body, () => clearTimeout(slow));
    } catch {
      // However it came about: there is no stream (any more), and the provider will try again.
    }
    clearTimeout(slow);
    this.#end(abnormalClosure, '');
  }

  async #read(body: ReadableStream<Uint8Array>, opened: () => void): Promise<void> {
    const reader = new EventStreamReader();
    const text = new TextDecoder();
    const bytes = body.getReader();
    for (;;) {
      const { done, value } = await bytes.read();
      if (done) return;
      for (const event of reader.read(text.decode(value, { stream: true }))) {
        if (event.kind === 'open') opened();
        apartFromTheStream(() => this.#hear(event));
      }
    }
  }

  #hear(event: StreamEvent): void {
    if (this.readyState === this.CLOSED) return;
    switch (event.kind) {
      case 'open':
        this.#stream = event.stream;
        if (this.readyState !== this.CONNECTING) return;
        this.readyState = this.OPEN;
        this.onopen?.(new Event('open'));
        return;
      case 'message':
        this.onmessage?.({ data: event.bytes.slice().buffer as ArrayBuffer });
        return;
      case 'ping':
        this.#isAsked = true;
        this.#speak();
        return;
      case 'close':
        this.#end(event.code, event.reason);
        return;
    }
  }

  #speak(): void {
    if (!this.#isPosting) void this.#post();
  }

  /** Sends what waits, in order, one request after the other. */
  async #post(): Promise<void> {
    this.#isPosting = true;
    while (this.readyState !== this.CLOSED && (this.#waiting.length > 0 || this.#isAsked)) {
      this.#isAsked = false;
      this.#posts += 1;
      const isTaken = await this.#postOnce(this.#posts, writeBatch(this.#nextBatch()));
      if (!isTaken) this.#end(abnormalClosure, '');
    }
    this.#isPosting = false;
    if (this.readyState === this.CLOSING) this.#end(abnormalClosure, '');
  }

  /** Numbered: a request whose answer was lost is sent again, and taken once. False when the stream is no more. */
  async #postOnce(n: number, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const url = this.#address(eventStreamPaths.messages, { stream: this.#stream, n: String(n) });
    for (const pause of [0, ...pauses]) {
      if (pause > 0) await this.#wait(pause);
      if (this.readyState === this.CLOSED) return false;
      const status = await this.#statusOf(url, body);
      if (status === 204) return true;
      // A proxy in between may fail where the server did not; 429: the same request, sent before, is still being read.
      if (status !== undefined && status < 500 && status !== 429) return false;
    }
    return false;
  }

  async #statusOf(url: string, body: Uint8Array<ArrayBuffer>): Promise<number | undefined> {
    try {
      const signal = AbortSignal.any([this.#ended.signal, AbortSignal.timeout(postPatience)]);
      const headers = { 'content-type': 'application/octet-stream' };
      const { status } = await this.#parts.fetch(url, { method: 'POST', headers, body, cache: 'no-store', signal });
      return status;
    } catch {
      // No answer: it is sent again.
      return undefined;
    }
  }

  #nextBatch(): readonly Uint8Array[] {
    let length = 0;
    const count = this.#waiting.findIndex((message, at) => {
      length += message.byteLength + 5;
      return at > 0 && length > usualBatch;
    });
    return this.#waiting.splice(0, count === -1 ? this.#waiting.length : count);
  }

  #end(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return;
    const { readyState } = this;
    this.readyState = this.CLOSED;
    this.#waiting = [];
    this.#ended.abort();
    if (readyState === this.CONNECTING) this.onerror?.(new Event('error'));
    this.onclose?.({ code, reason });
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  #address(route: string, more: Readonly<Record<string, string>> = {}): string {
    const address = new URL(this.#url);
    address.pathname += `/${route}`;
    if (route === eventStreamPaths.messages) address.search = new URLSearchParams(more).toString();
    return address.href;
  }
}

/** What a listener throws is nobody's broken stream: as with a WebSocket, it is an error of the page, and is shown as one. */
function apartFromTheStream(act: () => void): void {
  try {
    act();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
