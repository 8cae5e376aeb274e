import { type AgreedPart, isSection } from '../../sections/parts.ts';
import { factsOfPart, type TextFacts } from '../../text/digest.ts';
import { closedSections, partsOf } from '../closed-sections.ts';
import type { Existing, OrganisationId } from '../state.ts';

/** What a meeting has to talk about in one part of the text. */
export type AgendaPoint = {
  readonly part: AgreedPart;
  /** Nothing is written there yet. */
  readonly blank: boolean;
  /** Parties that reserve or object. */
  readonly against: readonly OrganisationId[];
  /** Parties that have said nothing of the present text. */
  readonly silent: readonly OrganisationId[];
  /** Discussions that are still open. */
  readonly discussions: number;
};

type Discussion = { readonly section: AgreedPart; readonly status: 'open' | 'resolved' };

/**
 * An agenda that the state of the negotiation suggests: every part that is not agreed by all, and every part with an open
 * discussion, in the text's order. A core that nobody has written asks for nothing.
 */
export function agendaPoints(
  state: Existing,
  facts: TextFacts,
  discussions: readonly Discussion[],
): readonly AgendaPoint[] {
  const closed = new Set(closedSections(state));
  const stances = state.stage === 'inForce' ? [] : state.stances;
  return partsOf(state).flatMap((part): AgendaPoint[] => {
    const open = discussions.filter(({ section, status }) => section === part && status === 'open').length;
    const { blank } = factsOfPart(facts, part);
    const isUnwrittenCore = blank && !isSection(part);
    if ((closed.has(part) || isUnwrittenCore) && open === 0) return [];
    const said = stances.filter(({ section }) => section === part);
    const parties = closed.has(part) ? [] : state.parties.map(({ organisation }) => organisation);
    const position = (party: OrganisationId) => said.find(({ organisation }) => organisation === party)?.position;
    return [
      {
        part,
        blank,
        against: parties.filter((party) => ['reserve', 'object'].includes(position(party) ?? '')),
        silent: parties.filter((party) => position(party) === undefined),
        discussions: open,
      },
    ];
  });
}
