import type { CalendarDay } from '../calendar-day.ts';
import type { Reason } from '../reasons.ts';
import type { OrganisationId, Party } from '../state.ts';

/**
 * SIG-1, « il faut que les niveaux hiérarchiques soient respectés »: a public body signs what its assembly has voted, once that vote has
 * effect: date ≤ enforceable on ≤ today, days of the convention's time zone. One reason for each thing that is lacking.
 */
export function deliberationOfAPublicBody(parties: readonly Party[], today: CalendarDay): readonly Reason[] {
  const bodies = parties.filter(({ kind }) => kind === 'public-body');
  const without = bodies.filter(({ deliberation }) => deliberation === null).map(({ organisation }) => organisation);
  return [
    ...(without.length > 0 ? [{ code: 'deliberation-missing', rule: 'SIG-1', parties: without } as const] : []),
    ...bodies.flatMap((body) => notEnforceable(body, today)),
  ];
}

function notEnforceable({ organisation, deliberation }: Party, today: CalendarDay): readonly Reason[] {
  if (!deliberation) return [];
  const { date, enforceableOn } = deliberation;
  const [, from = date] = [date, enforceableOn].sort();
  const parties: OrganisationId[] = [organisation];
  return from <= today ? [] : [{ code: 'deliberation-not-enforceable', rule: 'SIG-1', parties, from }];
}
