import type { PartId } from '@entente/shared/sections/parts';
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import { ReplicaWatch } from '@entente/shared/text/replica-watch';
import { walkConflictsOnce } from '@entente/shared/text/walk-conflicts-once';
import { type Announcement, closeCodes, type Presence } from '@entente/shared/wire/messages';
import { Awareness } from 'y-protocols/awareness';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { localCopyName } from '../offline/local-copies.ts';
import { connect, connectAnew, type SessionEnd, tellDiverged } from './connection.ts';
import { type LocalCopy, openLocalCopy } from './local-copy.ts';
import { presentPeople, samePeople } from './present-people.ts';
import { StuckWords } from './stuck-words.ts';
import { textInNewLines } from './text-in-new-lines.ts';
import type { PresentPerson, SavedState, TextSession, TextStatus } from './text-session.ts';
import { UnsavedWords } from './unsaved-words.ts';

export type OpenedPage = { readonly clientId: number; readonly epoch: string; readonly schemaVersion: number };

export type SessionOptions = {
  readonly convention: string;
  readonly user: Presence['user'];
  /**
   * False for readers and commenters: nothing of this page's document is ever sent. A commenter keeps the minutes while a meeting
   * is open; what was begun is sent to its end, so that the server's refusal, if any, is heard and the words are kept.
   */
  readonly maySend: () => boolean;
  readonly onAnnouncement: (announcement: Announcement) => void;
  /** Connected, for the first time or again: what was announced before was not heard here. */
  readonly onSynced: () => void;
  readonly onEnd: (end: SessionEnd) => void;
};

/** The page that the server issued, or the epoch of the copy to show when the server can't be reached. */
export type PageOrCopy = { readonly page: OpenedPage } | { readonly copyOfEpoch: string };

/** Opens the text of one page. `onEnd` is called at most once; the session is then read-only until closed. */
export function openTextSession(opened: PageOrCopy, options: SessionOptions): TextSession {
  walkConflictsOnce();
  return new OpenTextSession(opened, options);
}

class OpenTextSession implements TextSession {
  readonly doc = new Y.Doc();
  readonly awareness: Awareness;
  readonly #options: SessionOptions;
  readonly #page: OpenedPage | null;
  readonly #copy: LocalCopy;
  readonly #unsaved: UnsavedWords;
  readonly #stuck = new StuckWords(() => this.#connectAnew());
  readonly #watch: ReplicaWatch;
  readonly #listeners = new Set<() => void>();
  #provider: WebsocketProvider | null = null;
  #connected = false;
  /** A connection was lost or refused since the last good one: only then is the page offline rather than starting. */
  #lost = false;
  /** Why the server sent this page away, where the person has to know. */
  #sentAway: 'crowded' | 'storage-full' | null = null;
  #synced = false;
  #loaded = false;
  #ended = false;
  #closed = false;
  #maySend = false;
  #status: TextStatus;
  #people: readonly PresentPerson[] = [];

  constructor(opened: PageOrCopy, options: SessionOptions) {
    this.#options = options;
    this.#page = 'page' in opened ? opened.page : null;
    // Before the provider and the copy exist: everything that they do is done under the identifier that was issued.
    if (this.#page) this.doc.clientID = this.#page.clientId;
    for (const section of sectionIds) this.doc.getXmlFragment(textRoot(section));
    const epoch = 'page' in opened ? opened.page.epoch : opened.copyOfEpoch;
    this.#copy = openLocalCopy(this.doc, localCopyName(options.user.id, options.convention, epoch));
    this.#unsaved = new UnsavedWords(this.#copy.hadUnsent && this.#sends);
    this.#watch = new ReplicaWatch({
      doc: this.doc,
      hasUnsent: () => this.#unsafe > 0,
      later: whenIdle,
      onDiverged: (mine) => this.#diverged(mine),
    });
    textInNewLines(this.doc);
    this.awareness = new Awareness(this.doc);
    this.awareness.setLocalState({ user: options.user, cursor: null, section: null });
    this.#status = this.#currentStatus();
    this.#listen();
    void this.#start();
  }

  readonly status = (): TextStatus => this.#status;

  readonly people = (): readonly PresentPerson[] => this.#people;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  readonly enterSection = (section: PartId | null): void => {
    if (this.#closed || this.awareness.getLocalState()?.section === section) return;
    this.awareness.setLocalStateField('section', section);
  };

  readonly close = (): void => {
    if (this.#closed) return;
    this.#closed = true;
    window.removeEventListener('online', this.#connectAnew);
    window.removeEventListener('offline', this.#connectAnew);
    this.#stuck.close();
    this.#watch.close();
    this.#provider?.destroy();
    this.#copy.close();
    this.awareness.destroy();
    this.doc.destroy();
  };

  #listen(): void {
    // biome-ignore lint/complexity/useMaxParams: the signature is Yjs’s.
    this.doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (!transaction.local) return;
      this.#unsaved.made();
      this.#refresh();
    });
    this.doc.on('afterTransaction', () => {
      // Yjs takes another identifier when it meets its own in use; words under it would be refused.
      if (this.#page && this.doc.clientID !== this.#page.clientId) this.#end({ kind: 'stale' });
    });
    this.awareness.on('change', () => {
      const people = presentPeople(this.awareness);
      // Carets move all the time; who is here and where does not.
      if (samePeople(people, this.#people)) return;
      this.#people = people;
      this.#notify();
    });
    this.#people = presentPeople(this.awareness);
    window.addEventListener('online', this.#connectAnew);
    window.addEventListener('offline', this.#connectAnew);
  }

  async #start(): Promise<void> {
    await this.#copy.loaded;
    if (this.#closed) return;
    this.#loaded = true;
    if (this.#page) this.#provider = this.#connect(this.#page);
    this.#refresh();
  }

  #connect(page: OpenedPage): WebsocketProvider {
    return connect(
      this,
      { convention: this.#options.convention, ...page },
      {
        maySend: () => this.#sends && !this.#ended,
        sent: (kind) => {
          this.#unsaved.sent(kind);
          this.#refresh();
        },
        acknowledged: (count) => {
          this.#unsaved.acknowledged(count);
          if (this.#unsafe === 0) this.#sentAway = null;
          this.#refresh();
          if (this.#unsaved.count === 0) this.#copy.earlierSent();
        },
        digest: (digest) => this.#watch.says(digest),
        connected: (connected, code) => {
          if (!connected) this.#unsaved.disconnected();
          this.#connected = connected;
          this.#lost = !connected;
          this.#sentAway = this.#sentAwayBy(code);
          this.#refresh();
        },
        synced: () => {
          this.#synced = true;
          this.#refresh();
          this.#options.onSynced();
        },
        announced: this.#options.onAnnouncement,
        ended: (end) => this.#end(end),
      },
    );
  }

  #end(end: SessionEnd): void {
    if (this.#ended || this.#closed) return;
    this.#ended = true;
    this.#provider?.disconnect();
    this.#refresh();
    this.#options.onEnd(end);
  }

  /** All of this page's words are saved, and yet the text here is not the server's: nothing in it is to be relied on. */
  #diverged(mine: string): void {
    if (this.#provider) tellDiverged(this.#provider, mine);
    this.#end({ kind: 'diverged' });
  }

  /**
   * The machine's network went or came back, or words are stuck. A socket may not notice for half a minute, and the provider may
   * be waiting for its next try: connecting anew settles it at once, also where the server is this very machine and the network
   * is not needed.
   */
  readonly #connectAnew = (): void => {
    if (this.#provider && !this.#ended) connectAnew(this.#provider);
  };

  #refresh(): void {
    const status = this.#currentStatus();
    this.#copy.setUnsent(status.unsafe > 0);
    this.#stuck.see(this.#connected && !this.#ended ? status.unsafe : 0);
    const before = this.#status;
    const same = (Object.keys(status) as (keyof TextStatus)[]).every((key) => status[key] === before[key]);
    if (same) return;
    this.#status = status;
    this.#notify();
  }

  /** A page that may not write sends nothing, so nothing of it is on its way. */
  get #unsafe(): number {
    return this.#sends ? this.#unsaved.count : 0;
  }

  /** Once it has, it does for this document's life. */
  get #sends(): boolean {
    this.#maySend ||= this.#options.maySend();
    return this.#maySend;
  }

  #currentStatus(): TextStatus {
    const hasWords =
      this.#loaded && sectionIds.some((section) => this.doc.getXmlFragment(textRoot(section)).length > 0);
    return {
      saved: this.#savedState(),
      online: this.#connected,
      synced: this.#synced,
      unsafe: this.#unsafe,
      writable: this.#page !== null && !this.#ended && (this.#synced || hasWords),
    };
  }

  /** A full server takes the page back, only to send it away again for the same words: nothing has changed until they are saved. */
  #sentAwayBy(code: number | undefined): 'crowded' | 'storage-full' | null {
    if (code === closeCodes.tooManyPages) return 'crowded';
    const isStillFull = this.#connected && this.#sentAway === 'storage-full' && this.#unsafe > 0;
    return code === closeCodes.storageFull || isStillFull ? 'storage-full' : null;
  }

  #savedState(): SavedState {
    if (this.#page === null) return 'opened-offline';
    if (this.#sentAway) return this.#sentAway;
    if (!this.#connected) return this.#lost ? 'offline' : 'saving';
    return this.#unsafe > 0 ? 'saving' : 'saved';
  }

  #notify(): void {
    for (const changed of this.#listeners) changed();
  }
}

/** Where browsers have no idle callback, a moment later is idle enough. */
function whenIdle(step: () => void): void {
  if (typeof window.requestIdleCallback === 'function') window.requestIdleCallback(step, { timeout: 1_000 });
  else setTimeout(step, 50);
}
