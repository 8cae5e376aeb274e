import { decide } from '@entente/shared/negotiation/decide';
import type { Event } from '@entente/shared/negotiation/events';
import { evolve } from '@entente/shared/negotiation/evolve';
import { seatOf } from '@entente/shared/negotiation/permissions';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import type { Convention, Instant } from '@entente/shared/negotiation/state';
import { type AgreedPart, meetingOfMinutes } from '@entente/shared/sections/parts';
import { factsOfPart, type TextFacts } from '@entente/shared/text/digest';
import type { LiveText } from '../text/live-text.ts';
import type { Member } from '../text/member.ts';
import type { TextBatch } from './text-batch.ts';

type Edit = { readonly batch: TextBatch; readonly text: LiveText; readonly at: Instant };

/**
 * NEG-6: what follows from a batch of edits for the stances. An edit that leaves the section's digest as it was (a
 * comment's mark carried along, a column's width) changed no word and resets nothing.
 */
export function editFacts(state: Convention, { batch, text, at }: Edit): readonly Event[] {
  if (state.stage !== 'negotiating' || (state.stances.length === 0 && state.approvals.length === 0)) return [];
  const facts = text.facts();
  const events: Event[] = [];
  let current: Convention = state;
  for (const [member, sections] of changedByEditor(state, batch, facts)) {
    const outcome = decide(current, recordEdit(current, { member, sections, at }), facts);
    if (isRefusal(outcome)) {
      if (outcome.reasons[0].code === 'nothing-to-change') continue;
      throw new Error(`an admitted edit is refused: ${outcome.reasons.map(({ code }) => code).join()}`);
    }
    events.push(...outcome);
    current = outcome.reduce<Convention>((reached, event) => evolve(reached, event), current);
  }
  return events;
}

function changedByEditor(
  state: Convention & { stage: 'negotiating' },
  batch: TextBatch,
  facts: TextFacts,
): ReadonlyMap<Member, readonly AgreedPart[]> {
  const changed = new Map<Member, AgreedPart[]>();
  const isAnotherText = state.approvals.some(({ digest }) => digest !== facts.digest);
  for (const [part, member] of batch.firstEditors) {
    // Minutes are no part of the convention: nothing hangs on their words.
    if (meetingOfMinutes(part)) continue;
    const section = part as AgreedPart;
    const { digest } = factsOfPart(facts, section);
    const hasOldStance = state.stances.some((stance) => stance.section === section && stance.digest !== digest);
    if (hasOldStance || isAnotherText) changed.set(member, [...(changed.get(member) ?? []), section]);
  }
  return changed;
}

function recordEdit(
  state: Convention,
  { member, sections, at }: { member: Member; sections: readonly AgreedPart[]; at: Instant },
) {
  const seat = seatOf(state, member.person);
  if (!seat) throw new Error('somebody who does not take part was admitted');
  const { person, rank } = seat.participant;
  const { organisation } = seat.organisation;
  // It creates nothing and holds no words: neither the identifier nor the salt is ever read.
  return {
    type: 'recordEdit',
    sections,
    by: { person, organisation, rank },
    at,
    newId: '',
    salt: '',
    rankOf: {},
  } as const;
}
