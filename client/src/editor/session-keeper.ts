/**
 * Keeps a page's text session alive through everything that ends one: rights that change, a server that came back to an
 * older copy, a refused update. Each new session has a document of its own, under an identifier of its own.
 */

import { schemaVersion } from '@entente/shared/text/schema';
import type { Announcement, Presence, UpdateRefused } from '@entente/shared/wire/messages';
import { api } from '../api/api.ts';
import { failureOf } from '../api/errors.ts';
import {
  deleteLocalCopy,
  draftsKey,
  forgetUnsent,
  localCopiesOf,
  localCopyName,
  unsentPages,
} from '../offline/local-copies.ts';
import type { SessionEnd } from './connection.ts';
import { textsOf } from './drafts.ts';
import { keepDifference } from './kept-drafts.ts';
import { type OpenedPage, openTextSession, type PageOrCopy } from './open-text-session.ts';
import { SalvageStore } from './salvage.ts';
import type { TextSession } from './text-session.ts';
import { textsInCopy } from './texts-in-copy.ts';

/**
 * `gone`: nothing more to show here. `outdated`: this page's code is older than the server's text. `unsteady`: one session after
 * the other ended, and the next would end as well.
 */
export type KeeperState = {
  readonly session: TextSession | null;
  readonly gone: 'not-found' | 'signed-out' | 'outdated' | 'unsteady' | 'error' | null;
  /** The last refusal that cost words, until the person has read it. */
  readonly refusal: UpdateRefused | null;
};

export type KeeperOptions = {
  readonly convention: string;
  readonly user: Presence['user'];
  /** Whether the person may write anything now, minutes included. */
  readonly maySend: () => boolean;
  readonly onAnnouncement: (announcement: Announcement) => void;
  /** Connected, for the first time or again: what was announced before was not heard here. */
  readonly onSynced: () => void;
  /** The server ended the session because rights or the page's standing changed: resolves when the page knows the new ones. */
  readonly refresh: () => Promise<void>;
};

/** More sessions than this within a minute: something ends each of them at once, and trying again would never stop. */
const sessionsPerMinute = 8;
/** More damaged documents than this within ten minutes: a new one does not help, and what is shown can't be relied on. */
const divergencesPerTenMinutes = 3;
/** Milliseconds between two tries to reach a server that doesn't answer. */
const retryDelay = 4_000;

export class SessionKeeper {
  readonly #options: KeeperOptions;
  readonly #listeners = new Set<() => void>();
  readonly #salvage: SalvageStore;
  #state: KeeperState = { session: null, gone: null, refusal: null };
  #opened: number[] = [];
  #diverged: number[] = [];
  #closed = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#salvage = new SalvageStore(options.user.id, options.convention);
    window.addEventListener('online', this.#reachAgain);
    void this.#open();
  }

  readonly state = (): KeeperState => this.#state;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  readonly forgetRefusal = (): void => this.#set({ refusal: null });

  readonly close = (): void => {
    this.#closed = true;
    clearTimeout(this.#retry);
    window.removeEventListener('online', this.#reachAgain);
    this.#state.session?.close();
  };

  async #open(): Promise<void> {
    try {
      const page = await api.text.openPage({ id: this.#options.convention });
      if (this.#closed) return;
      if (page.schemaVersion !== schemaVersion) this.#set({ gone: 'outdated' });
      else await this.#begin(page);
    } catch (error) {
      if (!this.#closed) await this.#failed(error);
    }
  }

  async #begin(page: OpenedPage): Promise<void> {
    const { user, convention, maySend } = this.#options;
    const current = localCopyName(user.id, convention, page.epoch);
    for (const copy of await localCopiesOf(user.id, convention)) {
      // A copy of another epoch is void, and unsent words of a person who may no longer write will never be sent.
      if (copy !== current) await this.#dropCopy(copy, 'missing-dependency');
      else if (!maySend() && unsentPages(copy).length > 0) await this.#dropCopy(copy, 'no-right-to-write');
    }
    if (this.#closed) return;
    this.#keepWhenSynced(this.#replace({ page }));
  }

  async #dropCopy(copy: string, code: UpdateRefused['code']): Promise<void> {
    const pages = unsentPages(copy);
    if (pages.length > 0) this.#salvage.add({ refusal: { code, section: null }, mine: await textsInCopy(copy) });
    await deleteLocalCopy(copy);
    forgetUnsent(pages);
  }

  #replace(opened: PageOrCopy): TextSession {
    const { convention, user, maySend, onAnnouncement, onSynced } = this.#options;
    this.#state.session?.close();
    const session = openTextSession(opened, {
      convention,
      user,
      maySend,
      onAnnouncement,
      onSynced,
      onEnd: (end) => {
        if (this.#state.session === session && !this.#closed) void this.#ended(session, end);
      },
    });
    this.#set({ session, gone: null });
    return session;
  }

  #keepWhenSynced(session: TextSession): void {
    const stop = session.subscribe(() => {
      if (!session.status().synced) return;
      stop();
      const common = textsOf(session.doc);
      const key = draftsKey(this.#options.user.id, this.#options.convention);
      const cost = this.#salvage.take().filter(({ refusal, mine }) => keepDifference(key, refusal, { mine, common }));
      const last = cost.at(-1);
      if (last) this.#set({ refusal: last.refusal });
    });
  }

  async #ended(session: TextSession, end: SessionEnd): Promise<void> {
    if (end.kind === 'signed-out' || end.kind === 'not-found') return this.#set({ gone: end.kind });
    if (this.#endsTooOften(end)) return this.#set({ gone: 'unsteady' });
    if (end.kind === 'refused') this.#salvage.add({ refusal: end.refusal, mine: textsOf(session.doc) });
    if (end.kind === 'refused' || end.kind === 'diverged') await this.#drop(session);
    await this.#options.refresh();
    await this.#open();
  }

  /** The document and its copy go. Refused words were kept before, until they can be compared with everybody's. */
  async #drop(session: TextSession): Promise<void> {
    session.close();
    for (const copy of await localCopiesOf(this.#options.user.id, this.#options.convention)) {
      await deleteLocalCopy(copy);
      forgetUnsent(unsentPages(copy));
    }
  }

  #endsTooOften({ kind }: SessionEnd): boolean {
    const now = Date.now();
    this.#opened = [...this.#opened.filter((at) => now - at < 60_000), now];
    if (kind === 'diverged') this.#diverged = [...this.#diverged.filter((at) => now - at < 600_000), now];
    return this.#opened.length > sessionsPerMinute || this.#diverged.length > divergencesPerTenMinutes;
  }

  async #failed(error: unknown): Promise<void> {
    switch (failureOf(error)) {
      case 'signed-out':
        return this.#set({ gone: 'signed-out' });
      case 'not-found':
        return this.#set({ gone: 'not-found' });
      case 'offline':
      case 'too-many':
      case 'server':
        await this.#showCopy();
        this.#retry = setTimeout(() => void this.#open(), retryDelay + Math.random() * retryDelay);
        return;
      default:
        return this.#set({ gone: 'error' });
    }
  }

  /** The server can't be reached: this device's copy, to read. A session that is already there stays as it is. */
  async #showCopy(): Promise<void> {
    if (this.#state.session) return;
    const { user, convention } = this.#options;
    const copies = await localCopiesOf(user.id, convention);
    const epoch = copies.at(-1)?.slice(localCopyName(user.id, convention, '').length);
    if (epoch !== undefined && !this.#closed) this.#replace({ copyOfEpoch: epoch });
  }

  readonly #reachAgain = (): void => {
    if (this.#retry === undefined || this.#closed) return;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    void this.#open();
  };

  #set(change: Partial<KeeperState>): void {
    this.#state = { ...this.#state, ...change };
    for (const changed of this.#listeners) changed();
  }
}
