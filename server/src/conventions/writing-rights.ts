import { closedSections } from '@entente/shared/negotiation/closed-sections';
import { accessOf } from '@entente/shared/negotiation/permissions';
import type { Convention, OrganisationId, PersonId } from '@entente/shared/negotiation/state';
import type { SectionId } from '@entente/shared/sections/sections';
import type { WritingRights } from '@entente/shared/text/admission/admission';
import type { LiveText } from '../text/live-text.ts';

/** Which `clientID` was issued to whom. */
export type AuthorLedger = ReadonlyMap<number, { readonly person: PersonId; readonly organisation: OrganisationId }>;

type Writer = { readonly person: PersonId; readonly ledger: AuthorLedger; readonly text: LiveText };

const closedIn = new WeakMap<Convention, ReadonlySet<SectionId>>();

/** What the person may do to the text in this state of the negotiation. */
export function writingRights(state: Convention, { person, ledger, text }: Writer): WritingRights {
  const closed = closedIn.get(state) ?? new Set(closedSections(state));
  closedIn.set(state, closed);
  return {
    mayWrite: accessOf(state, person) === 'writes',
    frozen: state.stage !== 'negotiating',
    isOpen: (section) => !closed.has(section),
    isOwn: (clientId) => ledger.get(clientId)?.person === person,
    isThread: (thread) => text.isThread(thread),
  };
}
