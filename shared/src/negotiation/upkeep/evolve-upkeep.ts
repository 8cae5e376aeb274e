import { assertNever } from '../../assert-never.ts';
import type { EventOf } from '../events.ts';
import { inStage } from '../stages.ts';
import type { Existing } from '../state.ts';

type UpkeepEvent = EventOf<
  'ConventionRenamed' | 'VersionKept' | 'DeletionAgreed' | 'DeletionAgreementWithdrawn' | 'CommandRefused'
>;

/** The title, the versions kept, the agreements to delete. A refused try changes nothing. */
export function evolveUpkeep(state: Existing, event: UpkeepEvent): Existing {
  switch (event.type) {
    case 'ConventionRenamed':
      return { ...inStage(state, 'negotiating', event.type), title: event.title };
    case 'VersionKept': {
      const { version: id, cause, label, digest, by, at } = event;
      return { ...state, versions: [...state.versions, { id, cause, label, digest, by, at }] };
    }
    case 'DeletionAgreed':
    case 'DeletionAgreementWithdrawn':
      return withDeletionAgreement(state, event);
    case 'CommandRefused':
      return state;
    default:
      return assertNever(event);
  }
}

function withDeletionAgreement(
  state: Existing,
  event: EventOf<'DeletionAgreed' | 'DeletionAgreementWithdrawn'>,
): Existing {
  const open = state.stage === 'frozen' ? state : inStage(state, 'negotiating', event.type);
  const others = open.deletionAgreements.filter((organisation) => organisation !== event.organisation);
  return { ...open, deletionAgreements: event.type === 'DeletionAgreed' ? [...others, event.organisation] : others };
}
