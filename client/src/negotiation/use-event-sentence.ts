import type { Event, EventOf } from '@entente/shared/negotiation/events';
import type { ReasonCode } from '@entente/shared/negotiation/reasons';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName, useWords } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { eventSentences, type Teller } from './event-sentences.ts';

/** Tells a fact in one sentence of the reader's language. */
export function useEventSentence(): (event: Event) => string {
  const { t } = useTranslation(['negotiation', 'common', 'sections']);
  const { t: sections } = useTranslation('sections');
  const { state } = useConvention().view;
  const formats = useFormats();
  const person = usePersonName();
  const organisation = useOrganisationName();
  const words = useWords();
  const time = (instant: string) => formats.time(instant, state.timeZone);
  const teller: Teller = {
    t,
    sections,
    person,
    organisation,
    words,
    time,
    day: formats.day,
    list: formats.list,
    invitee: (id) => words(state.invitations.find((invitation) => invitation.id === id)?.label),
    plannedFor: (id) => {
      const meeting = state.meetings.find((one) => one.id === id);
      return meeting ? time(meeting.plannedFor) : '';
    },
  };
  return (event) => {
    // Each kind has its own function: the type of the table says so, the index alone can't.
    const tell = eventSentences[event.type] as (event: Event, teller: Teller) => string;
    return tell(event, teller);
  };
}

/** Codes whose sentence elsewhere names parties or sections, which the journal of refused tries doesn't keep. */
const generalCodes = [
  'no-earlier-meeting',
  'reflection-not-over',
  'earlier-meeting-not-closed',
  'reflection-cannot-shrink',
  'section-blank',
  'section-not-agreed',
  'section-closed',
  'core-of-another-party',
  'section-not-closed',
  'words-missing',
  'access-too-narrow',
  'invitation-expired',
  'risk-without-fallback',
  'contribution-missing',
  'field-missing',
  'exit-clause-missing',
  'budget-line-incomplete',
  'indicator-missing',
  'advice-not-acknowledged',
  'deliberation-missing',
  'deliberation-not-enforceable',
  'enforceable-before-deliberation',
] as const satisfies readonly ReasonCode[];

const plainCodes = [
  'minutes-blank',
  'minutes-closed',
  'minutes-have-changed',
  'fewer-than-two-parties',
  'text-has-changed',
  'reason-missing',
  'no-open-meeting',
  'not-present',
  'already-approved',
  'may-not-commit',
  'text-frozen',
  'not-frozen',
  'already-signed',
  'not-a-party',
  'not-a-participant',
  'rank-too-low',
  'not-a-member',
  'takes-part-elsewhere',
  'last-participant',
  'only-a-director',
  'no-such-meeting',
  'meeting-not-planned',
  'meeting-not-open',
  'another-meeting-open',
  'only-own-organisation',
  'no-such-invitation',
  'invitation-not-pending',
  'already-takes-part',
  'no-stance-to-withdraw',
  'too-late-to-delete',
  'no-such-convention',
  'nothing-to-change',
  'no-risk',
  'end-missing',
  'end-before-start',
  'no-budget-line',
  'hidden-costs-missing',
  'review-missing',
  'intermediate-review-missing',
  'chair-of-another-party',
  'not-a-director',
  'no-such-decision',
  'journal-moved-on',
] as const satisfies readonly Exclude<ReasonCode, (typeof generalCodes)[number]>[];

/** Why a try was refused, one sentence per code, without the names that the journal doesn't keep. */
export function useRefusedBecause(): (event: EventOf<'CommandRefused'>) => readonly string[] {
  const { t } = useTranslation(['negotiation', 'reasons']);
  return ({ codes }) => {
    const sentences = codes.map((code) => {
      const general = generalCodes.find((known) => known === code);
      if (general) return t(`refused-for.${general}`);
      const plain = plainCodes.find((known) => known === code);
      return plain ? t(`reasons:${plain}`) : t('refused-for.unknown');
    });
    return [...new Set(sentences)];
  };
}
