import { seatOf } from '@entente/shared/negotiation/permissions';
import type { Convention, PersonId } from '@entente/shared/negotiation/state';
import { colourOfMark, observerColour } from '@entente/shared/organisations/marks';
import type { Presence } from '@entente/shared/wire/messages';
import type { EngineParts } from './engine-parts.ts';

/** The stamp on a person's presence: name, organisation, colour. `undefined` for somebody who takes no part. */
export async function presenceUser(
  { peopleOf, organisationsOf }: Pick<EngineParts, 'peopleOf' | 'organisationsOf'>,
  state: Convention,
  person: PersonId,
): Promise<Presence['user'] | undefined> {
  const seat = seatOf(state, person);
  if (!seat) return undefined;
  const { organisation } = seat.organisation;
  const [people, organisations] = await Promise.all([peopleOf([person]), organisationsOf([organisation])]);
  return {
    id: person,
    name: people[person] ?? '',
    organisation,
    organisationName: organisations[organisation] ?? '',
    color: seat.kind === 'party' ? colourOfMark(seat.organisation.mark) : observerColour,
  };
}
