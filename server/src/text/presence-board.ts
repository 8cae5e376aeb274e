/**
 * Who is in a convention's text now. One entry per page; each is the page's own, stamped with who its person is, so that
 * nobody bears another's name. Changes are told at most once in every {@link shortestGap} milliseconds, and together with the
 * text that is on its way: what a page is sent costs by the write, not by the byte.
 */

import type { Presence } from '@entente/shared/wire/messages';
import type { OwnPresence } from '@entente/shared/wire/own-presence';
import type { EngineParts } from '../conventions/engine-parts.ts';
import type { Cancel } from '../scheduler.ts';
import { nobodysPresence, type PresenceEntry, PresenceNews } from './presence-news.ts';

/** When an entry was put up, and when it is time to tell. */
export type PresenceTime = Pick<EngineParts, 'clock' | 'scheduler'>;

/** The pages that see it, and how they are told. */
export type Onlookers = {
  readonly count: () => number;
  /** True while something else is about to be sent, which takes the news along ({@link PresenceBoard.takeNews}). */
  readonly isSendingSoon: () => boolean;
  readonly tell: (news: PresenceNews) => void;
};

const shortestGap = 50;
const longestGap = 1_000;
/** Bytes that presence may cost each millisecond, all pages together: of hundreds that move at once each is told less often. */
const bytesPerMillisecond = 30_000;
/** Texts sent since presence was last told, after which the next one is worth waiting for, and how long at most (ms). */
const livelyTurns = 3;
const patience = 15;
const gone = 'null';

export class PresenceBoard {
  readonly #time: PresenceTime;
  readonly #onlookers: Onlookers;
  readonly #entries = new Map<number, PresenceEntry>();
  readonly #changed = new Set<number>();
  /** Kept until somebody changes: when many pages come at once, each is told of everybody. */
  #everybody: PresenceNews | undefined;
  /** Since something was told: it isn't time yet. */
  #rest: Cancel | undefined;
  /** It is time, and the next text will take it along. */
  #waitForText: Cancel | undefined;
  #turns = 0;
  #lastClock = 0;

  constructor(time: PresenceTime, onlookers: Onlookers) {
    this.#time = time;
    this.#onlookers = onlookers;
  }

  show(clientId: number, user: Presence['user'], own: OwnPresence): void {
    const presence: Presence = { user, cursor: own.cursor ?? null, section: own.section ?? null };
    this.#put(clientId, JSON.stringify(presence));
  }

  /** The page has gone, or hides itself. */
  clear(clientId: number): void {
    const entry = this.#entries.get(clientId);
    if (entry && entry.state !== gone) this.#put(clientId, gone);
  }

  /** The page's person has another name now. */
  rename(clientId: number, user: Presence['user']): void {
    const entry = this.#entries.get(clientId);
    if (!entry || entry.state === gone) return;
    this.#put(clientId, JSON.stringify({ ...(JSON.parse(entry.state) as Presence), user }));
  }

  /** Everybody present but the page itself, as one frame. */
  frameFor({ clientId }: { readonly clientId: number }): Uint8Array {
    this.#everybody ??= new PresenceNews([...this.#entries.values()].filter(({ state }) => state !== gone));
    return this.#everybody.frameWithout(clientId) ?? nobodysPresence;
  }

  /** What changed since the last time, for a turn that sends text anyway; `undefined` when it isn't time yet. */
  takeNews(): PresenceNews | undefined {
    this.#turns += 1;
    return this.#take();
  }

  /** Tells what there is to tell, if it is time; to be called when nothing is on its way any more. */
  tell(): void {
    const news = this.#take();
    if (news) this.#onlookers.tell(news);
  }

  stop(): void {
    this.#rest?.();
    this.#waitForText?.();
    this.#rest = undefined;
    this.#waitForText = undefined;
  }

  #take(): PresenceNews | undefined {
    if (this.#rest !== undefined || this.#changed.size === 0) return undefined;
    this.stop();
    const changed = [...this.#changed].flatMap((clientId) => this.#entries.get(clientId) ?? []);
    this.#changed.clear();
    for (const { clientId, state } of changed) if (state === gone) this.#entries.delete(clientId);
    const news = new PresenceNews(changed);
    this.#turns = 0;
    this.#rest = this.#time.scheduler.after(this.#gapAfter(news), () => {
      this.#rest = undefined;
      this.#tellSoon();
    });
    return news;
  }

  /** With the text that is on its way, or, where much is typed, with the next one; else now. */
  #tellSoon(): void {
    if (this.#onlookers.isSendingSoon() || this.#waitForText !== undefined) return;
    if (this.#turns < livelyTurns) {
      this.tell();
      return;
    }
    this.#waitForText = this.#time.scheduler.after(patience, () => {
      this.#waitForText = undefined;
      if (!this.#onlookers.isSendingSoon()) this.tell();
    });
  }

  /**
   * Clocks are the server's own and follow the time of day, so that a page which outlived a restart of the server, or
   * saw this page leave and come back, takes the new state for newer than what it knew.
   */
  #put(clientId: number, state: string): void {
    this.#lastClock = Math.max(this.#lastClock + 1, this.#time.clock().getTime());
    this.#entries.set(clientId, { clientId, clock: this.#lastClock, state });
    this.#changed.add(clientId);
    this.#everybody = undefined;
    if (this.#rest === undefined) this.#tellSoon();
  }

  #gapAfter(news: PresenceNews): number {
    const milliseconds = (news.frame.byteLength * this.#onlookers.count()) / bytesPerMillisecond;
    return Math.min(longestGap, Math.max(shortestGap, Math.round(milliseconds)));
  }
}
