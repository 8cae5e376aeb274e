/**
 * One opened page's share in a convention's text: the document with the `clientID` that the server issued, the stock
 * provider, the copy on this device, and what the page may say about saving.
 */
import type { PartId } from '@entente/shared/sections/parts';
import type { Presence } from '@entente/shared/wire/messages';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

/**
 * `saved`: the server said so. `saving`: sent or about to be. `offline`: kept on this device. `crowded`: kept here too, for the
 * server takes no more pages of this person or network. `storage-full`: kept here too, for the server has no room for words.
 * `opened-offline`: read-only local copy.
 */
export type SavedState = 'saved' | 'saving' | 'offline' | 'crowded' | 'storage-full' | 'opened-offline';

export type TextStatus = {
  readonly saved: SavedState;
  readonly online: boolean;
  /** The first synchronisation has been received; before it the local copy, if any, is shown. */
  readonly synced: boolean;
  /** Changes made here and not yet acknowledged; leaving with any asks first. */
  readonly unsafe: number;
  /** False while nothing may be typed whatever the rules say: nothing loaded yet, opened offline, or this document has ended. */
  readonly writable: boolean;
};

export type PresentPerson = Presence['user'] & {
  readonly clientId: number;
  readonly section: PartId | null;
  readonly self: boolean;
};

export interface TextSession {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly status: () => TextStatus;
  readonly people: () => readonly PresentPerson[];
  /** Calls back when status or people change; returns the unsubscribe function (for `useSyncExternalStore`). */
  readonly subscribe: (changed: () => void) => () => void;
  /** Tells the others in which part this person works. */
  readonly enterSection: (section: PartId | null) => void;
  readonly close: () => void;
}
