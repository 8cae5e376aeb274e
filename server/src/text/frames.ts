/** The messages that the server sends, as bytes, but for presence (`presence-news.ts`). `PROTOCOL.md` describes them. */
import type { Digest } from '@entente/shared/text/digest';
import { type Announcement, messageTypes, type UpdateRefused } from '@entente/shared/wire/messages';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';

export function syncStep1Frame(stateVector: Uint8Array): Uint8Array {
  return syncFrame(messageYjsSyncStep1, stateVector);
}

export function syncStep2Frame(update: Uint8Array): Uint8Array {
  return syncFrame(messageYjsSyncStep2, update);
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return syncFrame(messageYjsUpdate, update);
}

/** True for a frame of {@link syncStep2Frame}. */
export function isAnswer(frame: Uint8Array): boolean {
  return frame[0] === messageTypes.sync && frame[1] === messageYjsSyncStep2;
}

/** `n`: how many update messages of the connection are durable. */
export function savedFrame(n: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.saved);
    encoding.writeVarUint(encoder, n);
  });
}

/** The digest of the whole text, everything in it that was sent before. */
export function digestFrame(digest: Digest): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.digest);
    encoding.writeVarString(encoder, digest);
  });
}

export function refusedFrame(refused: UpdateRefused): Uint8Array {
  return jsonFrame(messageTypes.refused, refused);
}

export function announcementFrame(announcement: Announcement): Uint8Array {
  return jsonFrame(messageTypes.announcement, announcement);
}

function syncFrame(kind: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

function jsonFrame(type: number, value: unknown): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type);
    encoding.writeVarString(encoder, JSON.stringify(value));
  });
}
