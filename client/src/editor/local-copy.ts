import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { forgetUnsent, noteUnsent, unsentPage, unsentPages } from '../offline/local-copies.ts';

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
  let unsent = false;
  return {
    loaded: Promise.race([
      persistence.whenSynced.then(() => undefined),
      new Promise<void>((resolve) => setTimeout(resolve, patience)),
    ]),
    hadUnsent: earlier.length > 0,
    setUnsent: (now) => {
      if (now) noteUnsent(name, doc.clientID);
      else if (unsent) forgetUnsent([unsentPage(name, doc.clientID)]);
      unsent = now;
    },
    earlierSent: () => forgetUnsent(earlier),
    close: () => {
      void persistence.destroy();
    },
  };
}
