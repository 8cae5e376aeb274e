import { type AgendaPoint, agendaPoints } from '@entente/shared/negotiation/meetings/agenda-points';
import { useTranslation } from 'react-i18next';
import { useThreads } from '../comments/use-threads.ts';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { partName } from '../convention/part-name.ts';

/**
 * The points that the state of the negotiation suggests, one a line, in the convention's own language since everybody reads
 * them: what is not agreed, what is discussed, and for a first meeting getting to know each other.
 */
export function useSuggestedAgenda(): readonly string[] {
  const { i18n } = useTranslation();
  const { view, facts } = useConvention();
  const { state } = view;
  const name = useOrganisationName();
  const threads = useThreads(state.id).data ?? [];
  const t = i18n.getFixedT(state.language, 'meetings');
  const sections = i18n.getFixedT(state.language, 'sections');
  const list = new Intl.ListFormat(state.language, { type: 'conjunction' });
  const names = (parties: readonly string[]) => list.format(parties.map(name));
  const line = ({ part, blank, against, silent, discussions }: AgendaPoint) => {
    const nobodySpoke = !blank && silent.length === state.parties.length;
    const what = [
      ...(blank ? [t('agenda.blank')] : []),
      ...(against.length > 0 ? [t('agenda.against', { count: against.length, parties: names(against) })] : []),
      ...(nobodySpoke ? [t('agenda.untouched')] : []),
      ...(!blank && !nobodySpoke && silent.length > 0
        ? [t('agenda.silent', { count: silent.length, parties: names(silent) })]
        : []),
      ...(discussions > 0 ? [t('agenda.discussions', { count: discussions })] : []),
    ];
    return t('agenda.line', { title: partName(sections, part, name), what: what.join(', ') });
  };
  const isFirst = !state.meetings.some(({ status }) => status === 'open' || status === 'closed');
  const points = state.stage === 'negotiating' ? agendaPoints(state, facts, threads).map(line) : [];
  return [...(isFirst ? [t('agenda.first')] : []), ...points];
}
