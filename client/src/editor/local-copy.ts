import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { forgetUnsent, noteUnsent, unsentPage, unsentPages } from '../offline/local-copies.ts';

/** Milliseconds after which saved words are noted as such: whoever goes on typing would write and erase the note at each key. */
const calm = 1_000;

/** A browser that never answers (some private modes) must not keep the page from opening. */
const patience = 1_500;

export type LocalCopy = {
  /** The copy has been read into the document (or can't be). */
  readonly loaded: Promise<void>;
  /** True when an earlier page left words here that the server may lack. */
  readonly hadUnsent: boolean;
  /** This page holds words that the server lacks, or no longer does. */
  readonly setUnsent: (unsent: boolean) => void;
  /** Everything that earlier pages left has reached the server. */
  readonly earlierSent: () => void;
  readonly close: () => void;
};

/** Binds a document to this device's copy of it. `writes`: false for a page that may change nothing. */
export function openLocalCopy(doc: Y.Doc, name: string): LocalCopy {
  const persistence = new IndexeddbPersistence(name, doc);
  const earlier = unsentPages(name);
  const note = unsentNote(name, doc.clientID);
  return {
    loaded: Promise.race([
      persistence.whenSynced.then(() => undefined),
      new Promise<void>((resolve) => setTimeout(resolve, patience)),
    ]),
    hadUnsent: earlier.length > 0,
    setUnsent: note.set,
    earlierSent: () => forgetUnsent(earlier),
    close: () => {
      note.settle();
      void persistence.destroy();
    },
  };
}

/** Writes the note at once, erases it when words have been safe for a moment. */
function unsentNote(copy: string, clientId: number): { set: (unsent: boolean) => void; settle: () => void } {
  let noted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const erase = () => {
    clearTimeout(timer);
    timer = undefined;
    noted = false;
    forgetUnsent([unsentPage(copy, clientId)]);
  };
  return {
    set: (unsent) => {
      if (unsent) {
        clearTimeout(timer);
        timer = undefined;
        if (!noted) noteUnsent(copy, clientId);
        noted = true;
      } else if (noted && timer === undefined) timer = setTimeout(erase, calm);
    },
    settle: () => {
      if (timer !== undefined) erase();
    },
  };
}
