/** Reads the awareness message of a page. Stock providers send everybody's states again; only the page's own counts. */
import { type OwnPresence, zOwnPresence } from '@entente/shared/wire/own-presence';
import * as decoding from 'lib0/decoding';

/** `unusable`: not of the form that editors can show; it is left out, and the page stays. */
export type OwnEntry =
  | { readonly kind: 'shown'; readonly presence: OwnPresence }
  | { readonly kind: 'gone' }
  | { readonly kind: 'absent' | 'unusable' };

const longestState = 4_096;
const mostEntries = 10_000;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The page's own entry. Throws on bytes that are no awareness update, or of one that is too large. */
export function ownPresenceEntry(update: Uint8Array, clientId: number): OwnEntry {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count > mostEntries) throw new RangeError('too many presence entries');
  let own: string | undefined;
  for (let index = 0; index < count; index++) {
    const client = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    const state = decoding.readVarUint8Array(decoder);
    if (client === clientId) own = textOf(state);
  }
  return own === undefined ? { kind: 'absent' } : entryOf(own);
}

/** `varString` and `varUint8Array` have the same bytes; foreign states are never turned into text. */
function textOf(state: Uint8Array): string {
  if (state.byteLength > longestState) throw new RangeError('presence too large');
  return utf8.decode(state);
}

function entryOf(json: string): OwnEntry {
  const state: unknown = JSON.parse(json);
  if (state === null) return { kind: 'gone' };
  const parsed = zOwnPresence.safeParse(state);
  return parsed.success ? { kind: 'shown', presence: parsed.data } : { kind: 'unusable' };
}
