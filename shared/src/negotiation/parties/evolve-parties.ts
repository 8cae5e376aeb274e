import { assertNever } from '../../assert-never.ts';
import type { EventOf } from '../events.ts';
import type {
  Deliberation,
  Existing,
  Invitation,
  InvitationId,
  Negotiating,
  OrganisationId,
  Participant,
  Party,
} from '../state.ts';

/** A convention just opened: nobody takes part yet, reflection is NEG-1's one day. */
export function opened(event: EventOf<'ConventionOpened'>): Negotiating {
  const { convention: id, title, language, timeZone, at: openedAt } = event;
  return {
    stage: 'negotiating',
    ...{ id, title, language, timeZone, openedAt },
    round: 1,
    pastRounds: [],
    parties: [],
    observers: [],
    invitations: [],
    meetings: [],
    versions: [],
    reflection: { days: 1, wishes: {} },
    stances: [],
    approvals: [],
    deletionAgreements: [],
  };
}

type PartiesEvent = EventOf<
  | 'OrganisationInvited'
  | 'InvitationWithdrawn'
  | 'PartyJoined'
  | 'ObserverJoined'
  | 'ParticipantNamed'
  | 'ParticipantRemoved'
  | 'DelegationRecorded'
  | 'DelegationWithdrawn'
  | 'PartyKindRecorded'
  | 'LeadWishStated'
  | 'DeliberationRecorded'
>;

/** Who takes part: organisations, their people, their delegations, and who is invited. */
export function evolveParties(state: Existing, event: PartiesEvent): Existing {
  switch (event.type) {
    case 'OrganisationInvited':
    case 'InvitationWithdrawn':
      return { ...state, invitations: invitationsAfter(state, event) };
    case 'PartyJoined':
      return {
        ...withInvitationUsed(state, event.invitation),
        parties: [...state.parties, partyFrom(event, state.parties.length)],
      };
    case 'ObserverJoined':
      return { ...withInvitationUsed(state, event.invitation), observers: [...state.observers, observerFrom(event)] };
    case 'ParticipantNamed':
      return withPeople(state, event.organisation, (people) => named(people, event));
    case 'ParticipantRemoved':
      return removed(state, event);
    case 'DelegationRecorded':
    case 'DelegationWithdrawn':
      return withParty(state, event.organisation, (party) => ({
        ...party,
        delegations: delegationsAfter(party, event),
      }));
    case 'PartyKindRecorded':
      return withParty(state, event.organisation, (party) => ({ ...party, kind: event.kind }));
    case 'LeadWishStated':
      return withParty(state, event.organisation, (party) => ({ ...party, wantsLead: event.wants }));
    case 'DeliberationRecorded':
      return withParty(state, event.organisation, (party) => ({ ...party, deliberation: deliberationFrom(event) }));
    default:
      return assertNever(event);
  }
}

function invitationsAfter(
  state: Existing,
  event: EventOf<'OrganisationInvited' | 'InvitationWithdrawn'>,
): readonly Invitation[] {
  if (event.type === 'InvitationWithdrawn') {
    return state.invitations.map((one) => (one.id === event.invitation ? { ...one, status: 'withdrawn' } : one));
  }
  const { invitation: id, as, label, expiresAt } = event;
  const by = state.parties.find((party) => party.participants.some(({ person }) => person === event.by));
  if (!by) throw new Error('an invitation came from nobody who takes part');
  return [...state.invitations, { id, as, label, by: by.organisation, expiresAt, status: 'pending' }];
}

function withInvitationUsed(state: Existing, id: InvitationId | null): Existing {
  return { ...state, invitations: state.invitations.map((one) => (one.id === id ? { ...one, status: 'used' } : one)) };
}

/** Journals of before don't say what a party is: until it is recorded, it is no public body. */
function partyFrom({ organisation, person, rank, kind = 'other', at }: EventOf<'PartyJoined'>, mark: number): Party {
  return {
    organisation,
    mark,
    kind,
    joinedAt: at,
    participants: [{ person, rank, access: 'writes' }],
    delegations: [],
    wantsLead: null,
    deliberation: null,
  };
}

function deliberationFrom({ number, date, enforceableOn, by, at }: EventOf<'DeliberationRecorded'>): Deliberation {
  return { number, date, enforceableOn, by, at };
}

function observerFrom({ organisation, access, person, rank, at }: EventOf<'ObserverJoined'>) {
  return { organisation, access, joinedAt: at, participants: [{ person, rank, access }] };
}

/** Naming again keeps the person's place in the list. */
function named(people: readonly Participant[], { person, rank, access }: EventOf<'ParticipantNamed'>) {
  const participant: Participant = { person, rank, access };
  const known = people.some((one) => one.person === person);
  return known ? people.map((one) => (one.person === person ? participant : one)) : [...people, participant];
}

function removed(state: Existing, { organisation, person }: EventOf<'ParticipantRemoved'>): Existing {
  const without = withPeople(state, organisation, (people) => people.filter((one) => one.person !== person));
  return withParty(without, organisation, (party) => ({
    ...party,
    delegations: party.delegations.filter((delegation) => delegation.person !== person),
  }));
}

function delegationsAfter(party: Party, event: EventOf<'DelegationRecorded' | 'DelegationWithdrawn'>) {
  const { person, by, at } = event;
  const others = party.delegations.filter((delegation) => delegation.person !== person);
  return event.type === 'DelegationRecorded' ? [...others, { person, by, at }] : others;
}

function withParty(state: Existing, organisation: OrganisationId, change: (party: Party) => Party): Existing {
  return {
    ...state,
    parties: state.parties.map((party) => (party.organisation === organisation ? change(party) : party)),
  };
}

function withPeople(
  state: Existing,
  organisation: OrganisationId,
  change: (people: readonly Participant[]) => readonly Participant[],
): Existing {
  const renew = <T extends { organisation: OrganisationId; participants: readonly Participant[] }>(one: T): T =>
    one.organisation === organisation ? { ...one, participants: change(one.participants) } : one;
  return { ...state, parties: state.parties.map(renew), observers: state.observers.map(renew) };
}
