/**
 * One socket between a page and a server, without a network: frames keep their order and take their time, each direction its
 * own. It can be cut, and either side may notice late; a page may read slowly; the server may stop reading for a while.
 */
import type { PageSocket } from '@entente/server/text/page-socket';
import type { Chance } from '../support/chance.ts';
import { forEver, type Life, type Timeline } from './timeline.ts';

/** What the page's end is told. */
export type PageEnd = {
  opened(): void;
  received(frame: Uint8Array): void;
  closed(code: number): void;
};

/** Looks at every frame as it leaves the server. */
export type FrameWatch = (wire: SimulatedWire, frame: Uint8Array) => void;

export type WireParts = {
  readonly timeline: Timeline;
  readonly chance: Chance;
  /** The server process at the other end. */
  readonly life: Life;
  readonly person: string;
  readonly clientId: number;
  readonly end: PageEnd;
  readonly onSent: FrameWatch;
};

type Listeners = {
  message: ((data: Buffer, isBinary: boolean) => void)[];
  ping: (() => void)[];
  pong: (() => void)[];
  close: (() => void)[];
  error: ((error: Error) => void)[];
};

const [open, closing, closed] = [1, 2, 3] as const;
/** 1006: the connection ended without a word. */
const withoutAWord = 1006;

export class SimulatedWire {
  readonly person: string;
  readonly clientId: number;
  /** Frames that reached the server's connection, in order. */
  readonly heard: Uint8Array[] = [];
  readonly #parts: WireParts;
  readonly #listeners: Listeners = { message: [], ping: [], pong: [], close: [], error: [] };
  /** Milliseconds that a frame takes at most, to the page and to the server. */
  readonly #pace: { down: number; readonly up: number };
  #state: number = open;
  #buffered = 0;
  #downAt = 0;
  #upAt = 0;
  #onTheWayUp: Uint8Array[] = [];
  #isPaused = false;
  #isPageGone = false;
  #isCut = false;
  readonly socket: PageSocket;

  constructor(parts: WireParts) {
    this.#parts = parts;
    this.person = parts.person;
    this.clientId = parts.clientId;
    const { chance } = parts;
    this.#pace = { down: chance.pick([1, 5, 40]), up: chance.pick([1, 5, 40]) };
    this.socket = this.#serverSide();
    this.#toPage(() => parts.end.opened(), 0);
  }

  /** True while the server may take it for a connection that works. */
  get isOpenForServer(): boolean {
    return this.#state === open && !this.#parts.life.isOver;
  }

  /** From now on the page reads this slowly. */
  readSlowly(milliseconds: number): void {
    this.#pace.down = milliseconds;
  }

  /** The page sends. */
  send(frame: Uint8Array): void {
    if (this.#isPageGone || this.#isCut) return;
    this.#onTheWayUp.push(frame);
    this.#upwards(() => this.#arrive());
  }

  /** The page closes its end. */
  leave(): void {
    if (this.#isPageGone) return;
    this.#isPageGone = true;
    this.#upwards(() => this.#ended());
  }

  /** The network is gone: what is under way is lost, and each side notices when it does. */
  cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    const { timeline, chance, end } = this.#parts;
    timeline.after([0, 50], () => this.#leavesPage(withoutAWord, end));
    // A server may believe for long that somebody is still there.
    timeline.after(chance.pick([1, 100, 20_000]), () => this.#ended(), this.#parts.life);
  }

  /** The process at the other end is gone: some of what it had sent still arrives. */
  serverDied(): void {
    const { timeline, chance, end } = this.#parts;
    if (chance.happens(0.5)) this.#isCut = true;
    this.#downAt = Math.max(this.#downAt, timeline.now);
    timeline.after(this.#downAt - timeline.now + chance.share() * 20, () => this.#leavesPage(withoutAWord, end));
  }

  #serverSide(): PageSocket {
    const wire = this;
    return {
      OPEN: open,
      get readyState() {
        return wire.#state as PageSocket['readyState'];
      },
      get bufferedAmount() {
        return wire.#buffered;
      },
      send: (frame: Uint8Array) => wire.#sendDown(frame),
      close: (code = 1005) => wire.#close(code),
      terminate: () => wire.#terminate(),
      ping: () => wire.#toPage(() => wire.#upwards(() => wire.#pong()), 0),
      pause: () => {
        wire.#isPaused = true;
      },
      resume: () => {
        wire.#isPaused = false;
        wire.#parts.timeline.after([0, 1], () => wire.#arrive(), wire.#parts.life);
      },
      on: (event: keyof Listeners, listener: never) => wire.#listeners[event].push(listener),
    };
  }

  #sendDown(frame: Uint8Array): void {
    if (this.#state !== open) return;
    this.#parts.onSent(this, frame);
    // The receiver gets bytes of its own: whoever changes a frame after sending it is found out.
    const bytes = frame.slice();
    this.#toPage(() => this.#parts.end.received(bytes), frame.byteLength);
  }

  #toPage(act: () => void, size: number): void {
    const { timeline, chance } = this.#parts;
    this.#buffered += size;
    this.#downAt = Math.max(this.#downAt, timeline.now + chance.share() * this.#pace.down);
    timeline.after(
      this.#downAt - timeline.now,
      () => {
        this.#buffered -= size;
        if (!this.#isPageGone && !this.#isCut) act();
      },
      forEver,
    );
  }

  #upwards(act: () => void): void {
    const { timeline, chance, life } = this.#parts;
    this.#upAt = Math.max(this.#upAt, timeline.now + chance.share() * this.#pace.up);
    timeline.after(
      this.#upAt - timeline.now,
      () => {
        if (!this.#isCut) act();
      },
      life,
    );
  }

  /** One frame, or all that are on their way, in one go: a chunk of bytes may hold several. */
  #arrive(): void {
    const many = this.#parts.chance.happens(0.3);
    do {
      if (this.#isPaused || this.#state === closed) return;
      const frame = this.#onTheWayUp.shift();
      if (!frame) return;
      this.heard.push(frame);
      for (const listener of this.#listeners.message) listener(Buffer.from(frame), true);
    } while (many);
  }

  #pong(): void {
    if (this.#state !== closed) for (const listener of this.#listeners.pong) listener();
  }

  #close(code: number): void {
    if (this.#state !== open) return;
    this.#state = closing;
    this.#toPage(() => {
      this.#upwards(() => this.#ended());
      this.#leavesPage(code, this.#parts.end);
    }, 0);
  }

  #terminate(): void {
    if (this.#state === closed) return;
    const { timeline, end, life } = this.#parts;
    this.#state = closed;
    this.#isCut = true;
    timeline.after([0, 1], () => this.#tellClosed(), life);
    timeline.after([0, 50], () => this.#leavesPage(withoutAWord, end));
  }

  #ended(): void {
    if (this.#state === closed) return;
    this.#state = closed;
    this.#tellClosed();
  }

  #tellClosed(): void {
    for (const listener of this.#listeners.close) listener();
  }

  #leavesPage(code: number, end: PageEnd): void {
    if (this.#isPageGone) return;
    this.#isPageGone = true;
    end.closed(code);
  }
}
