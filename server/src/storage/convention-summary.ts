import type { Access, Convention, Participant } from '@entente/shared/negotiation/state';

export type ParticipationRow = {
  readonly person: string;
  readonly organisation: string;
  readonly role: 'party' | 'observer';
  readonly access: Access;
};

/** What the convention's row and the lists need of a state; the rest is in the journal. */
export type ConventionSummary = {
  readonly stage: Convention['stage'];
  readonly title: string;
  readonly participations: readonly ParticipationRow[];
};

/** The summary of a state. A deleted convention has no title and nobody in it. */
export function conventionSummary(state: Convention): ConventionSummary {
  if (state.stage === 'deleted') return { stage: state.stage, title: '', participations: [] };
  const rows = (organisation: string, role: ParticipationRow['role'], participants: readonly Participant[]) =>
    participants.map(({ person, access }) => ({ person, organisation, role, access }));
  return {
    stage: state.stage,
    title: state.title,
    participations: [
      ...state.parties.flatMap((party) => rows(party.organisation, 'party', party.participants)),
      ...state.observers.flatMap((observer) => rows(observer.organisation, 'observer', observer.participants)),
    ],
  };
}
