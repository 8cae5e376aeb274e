import type { EventOf } from '../negotiation/events.ts';
import type { EvidenceEntry } from './evidence-file.ts';

/** SIG-1: true for a fact by which whoever approved or signed was a director of that organisation. */
export function namesAsDirector(
  fact: EvidenceEntry['event'],
  { by, organisation }: Pick<EventOf<'ConventionApproved' | 'ConventionSigned'>, 'by' | 'organisation'>,
): boolean {
  return (
    'rank' in fact &&
    'person' in fact &&
    fact.rank === 'director' &&
    fact.person === by &&
    fact.organisation === organisation
  );
}
