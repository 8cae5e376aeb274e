/**
 * The wire of `/sync/<convention>`: the y-websocket protocol (types 0 to 3) and message types of ours, which a plain
 * y-websocket client ignores. `PROTOCOL.md` gives the bytes.
 */
import { z } from 'zod';

export const messageTypes = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** Server to page: `varUint n`. The first n update messages (sync step 2 and update) of this connection are durable. */
  saved: 100,
  /** Server to page: `varString JSON` of {@link UpdateRefused}. Final for the connection: it is closed with 4409. */
  refused: 101,
  /** Server to page: `varString JSON` of {@link Announcement}. Something outside the text changed: fetch it again. */
  announcement: 102,
  /** Server to page: `varString`, the digest of the whole text with all that was sent before. Said while the text rests. */
  digest: 103,
  /** Page to server: `varString`, the digest that the page has instead, with nothing unsent. It starts afresh. */
  diverged: 104,
} as const;

/** Why an update was not admitted. `section` is null when it touches no known section. */
export const zUpdateRefused = z.object({
  code: z.enum([
    'section-closed',
    'foreign-core',
    'minutes-closed',
    'text-frozen',
    'no-right-to-write',
    'unknown-root',
    'foreign-client-id',
    'missing-dependency',
    'outside-schema',
    'comment-mark',
    'malformed',
    'too-large',
    'document-too-large',
  ]),
  section: z.string().nullable(),
});
export type UpdateRefused = z.infer<typeof zUpdateRefused>;
export type UpdateRefusalCode = UpdateRefused['code'];

export const zAnnouncement = z.discriminatedUnion('kind', [
  /** The negotiation moved on: `version` is the journal's new head. */
  z.object({ kind: z.literal('negotiation'), version: z.number().int() }),
  /** Comment threads changed. */
  z.object({ kind: z.literal('threads') }),
  /** Names, ranks or addresses of the people involved changed. */
  z.object({ kind: z.literal('people') }),
]);
export type Announcement = z.infer<typeof zAnnouncement>;

/** Close codes. The stock provider stops reconnecting on 44xx and retries on everything else. */
export const closeCodes = {
  /** Going away to restart; come back. */
  restarting: 1012,
  /** The session has ended: sign in again. */
  signedOut: 4401,
  /** No such convention, or none for this person. */
  notFound: 4404,
  /** An update was refused; the reason was sent before. The page keeps the words as a draft and starts afresh. */
  updateRefused: 4409,
  /** The page's epoch, schema version or client identifier is not valid (any more): ask for a new page. */
  stalePage: 4410,
  /** A message that the protocol doesn't know, or bytes that don't parse. */
  malformed: 4400,
  /** Rights on the convention changed: ask for a new page. */
  accessChanged: 4403,
  /** The server's disk has no room: nothing is saved until it has. The page keeps its words and comes back. */
  storageFull: 4507,
  /** The page reads too slowly, and too much waits for it: it comes back and asks for what it lacks. */
  fellBehind: 4513,
  /** The page sent too much for too long: it comes back and sends what is left as one message. */
  tooFast: 4529,
  /** This person has too many pages open, or too many come from this address: some must be closed first. */
  tooManyPages: 4530,
} as const;

/** What a page shows of itself to the others. The server stamps `user`; the page only sets the rest. */
export const zPresence = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    organisation: z.string(),
    organisationName: z.string(),
    /** Six-digit hexadecimal colour of the organisation. */
    color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  /** Relative positions (Yjs JSON form) of the selection, or null. */
  cursor: z.object({ anchor: z.unknown(), head: z.unknown() }).nullable().optional(),
  /** The part in which the person works: a section, `core:<party>`, `minutes:<meeting>`. */
  section: z.string().max(64).nullable().optional(),
});
export type Presence = z.infer<typeof zPresence>;
