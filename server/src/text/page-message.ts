/** Reads a message from a page. `PROTOCOL.md` gives the bytes. */
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { type OwnEntry, ownPresenceEntry } from './own-presence-entry.ts';

export type PageMessage =
  | { readonly kind: 'question'; readonly stateVector: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
  | { readonly kind: 'presence'; readonly own: OwnEntry }
  | { readonly kind: 'who-is-here' }
  | { readonly kind: 'diverged'; readonly digest: string };

/** What the page `clientId` says, `undefined` when the bytes are none of the protocol. */
export function readPageMessage(bytes: Uint8Array, clientId: number): PageMessage | undefined {
  try {
    return messageIn(decoding.createDecoder(bytes), clientId);
  } catch {
    // The readers throw whatever they stumble on (an end too early, a number too long, no JSON): all of it means none.
    return undefined;
  }
}

function messageIn(decoder: decoding.Decoder, clientId: number): PageMessage | undefined {
  switch (decoding.readVarUint(decoder)) {
    case messageTypes.sync:
      return syncMessageIn(decoder);
    case messageTypes.awareness:
      return { kind: 'presence', own: ownPresenceEntry(decoding.readVarUint8Array(decoder), clientId) };
    case messageTypes.queryAwareness:
      return { kind: 'who-is-here' };
    case messageTypes.diverged: {
      const digest = decoding.readVarString(decoder);
      return /^[0-9a-f]{64}$/.test(digest) ? { kind: 'diverged', digest } : undefined;
    }
    default:
      return undefined;
  }
}

function syncMessageIn(decoder: decoding.Decoder): PageMessage | undefined {
  const kind = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  switch (kind) {
    case messageYjsSyncStep1:
      // Throws on what is none.
      Y.decodeStateVector(bytes);
      return { kind: 'question', stateVector: bytes };
    case messageYjsSyncStep2:
    case messageYjsUpdate:
      return { kind: 'update', update: bytes, isAnswer: kind === messageYjsSyncStep2 };
    default:
      return undefined;
  }
}
