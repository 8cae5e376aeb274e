import type { Actor, CommandInput, ServerCommandInput } from '@entente/shared/negotiation/commands';
import type { OrganisationId, PersonId } from '@entente/shared/negotiation/state';

/** A person in the organisation for which a command names that person. */
export type NamedPerson = { readonly person: PersonId; readonly organisation: OrganisationId };

/** Whom a command names: the decision needs their ranks as the member lists say now. */
export function peopleNamed(by: Actor, input: CommandInput | ServerCommandInput): readonly NamedPerson[] {
  switch (input.type) {
    case 'nameParticipant':
    case 'removeParticipant':
    case 'recordDelegation':
    case 'withdrawDelegation':
    case 'confirmAttendance':
    case 'withdrawAttendance':
      return [{ person: input.person, organisation: by.organisation }];
    case 'inviteDirector':
      return [{ person: input.person, organisation: by.organisation }];
    case 'passChair':
      return [{ person: input.to, organisation: by.organisation }];
    case 'planMeeting':
    case 'changeMeeting':
      return input.expected;
    default:
      return [];
  }
}
