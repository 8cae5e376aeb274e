import { assertNever } from '../../assert-never.ts';
import type { EventOf } from '../events.ts';
import { inStage } from '../stages.ts';
import type { Existing, Negotiating, Stance } from '../state.ts';

type StanceEvent = EventOf<'StanceTaken' | 'StanceWithdrawn' | 'StancesReset' | 'SectionReopened'>;

/** The parties' words on the sections (NEG-6). */
export function evolveStances(state: Existing, event: StanceEvent): Existing {
  const open = inStage(state, 'negotiating', event.type);
  switch (event.type) {
    case 'StanceTaken':
      return { ...open, stances: [...stancesOfOthers(open, event), stance(event)] };
    case 'StanceWithdrawn':
      return { ...open, stances: stancesOfOthers(open, event) };
    case 'StancesReset':
    case 'SectionReopened':
      return { ...open, stances: open.stances.filter((one) => one.section !== event.section) };
    default:
      return assertNever(event);
  }
}

function stance({ organisation, section, position, reason, digest, by, at }: EventOf<'StanceTaken'>): Stance {
  return { organisation, section, position, reason, digest, by, at };
}

/** All stances but this organisation's on this section. */
function stancesOfOthers(
  state: Negotiating,
  { organisation, section }: EventOf<'StanceTaken' | 'StanceWithdrawn'>,
): readonly Stance[] {
  return state.stances.filter((one) => one.section !== section || one.organisation !== organisation);
}
