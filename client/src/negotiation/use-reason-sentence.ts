import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedReason } from '../api/errors.ts';
import { ConventionContext } from '../convention/convention-context.ts';
import { partName } from '../convention/part-name.ts';
import { useFormats } from '../i18n/use-formats.ts';

/** Turns a refusal's reason into its one sentence in the reader's language, naming the parties and sections it speaks of. */
export function useReasonSentence(): (reason: RefusedReason) => string {
  const { t } = useTranslation(['reasons', 'sections']);
  const { t: sections } = useTranslation('sections');
  const formats = useFormats();
  const organisations = useContext(ConventionContext)?.view.organisations ?? [];
  const name = (id: string) => organisations.find((one) => one.id === id)?.name ?? id;
  const names = (ids: readonly string[]) => formats.list(ids.map(name));

  return (reason) => {
    switch (reason.code) {
      case 'no-earlier-meeting':
      case 'contribution-missing':
      case 'deliberation-missing':
      case 'earlier-meeting-not-closed':
        return t(`reasons:${reason.code}`, { count: reason.parties.length, parties: names(reason.parties) });
      case 'reflection-not-over':
        return t('reasons:reflection-not-over', {
          count: reason.parties.length,
          parties: names(reason.parties),
          from: formats.day(reason.from),
        });
      case 'deliberation-not-enforceable':
        return t('reasons:deliberation-not-enforceable', {
          parties: names(reason.parties),
          from: formats.day(reason.from),
        });
      case 'enforceable-before-deliberation':
        return t('reasons:enforceable-before-deliberation', { date: formats.day(reason.date) });
      case 'risk-without-fallback':
      case 'budget-line-incomplete':
        return t(`reasons:${reason.code}`, { count: reason.rows.length, rows: formats.list(reason.rows.map(String)) });
      case 'field-missing':
        return t(`reasons:field-missing.${reason.field}`);
      case 'exit-clause-missing':
        return t(`reasons:exit-clause-missing.${reason.fields.length > 1 ? 'both' : (reason.fields[0] ?? 'both')}`);
      case 'indicator-missing':
        return t('reasons:indicator-missing', {
          count: reason.criteria.length,
          criteria: formats.list(reason.criteria.map((criterion) => t(`reasons:criterion.${criterion}`))),
        });
      case 'advice-not-acknowledged': {
        const parties = names(reason.parties);
        return reason.advice === 'outranked'
          ? t('reasons:advice-not-acknowledged.outranked', { count: reason.parties.length, parties })
          : t(`reasons:advice-not-acknowledged.${reason.advice}`, { parties });
      }
      case 'reflection-cannot-shrink':
        return t('reasons:reflection-cannot-shrink', { count: reason.days });
      case 'section-blank':
        return t('reasons:section-blank', {
          count: reason.sections.length,
          sections: formats.list(reason.sections.map((section) => t(`sections:${section}`))),
        });
      case 'section-not-agreed':
        return t('reasons:section-not-agreed', {
          count: reason.parties.length,
          section: partName(sections, reason.section, name),
          parties: names(reason.parties),
        });
      case 'section-closed':
      case 'section-not-closed':
        return t(`reasons:${reason.code}`, { section: partName(sections, reason.section, name) });
      case 'core-of-another-party':
        return t('reasons:core-of-another-party', { party: name(reason.party) });
      case 'words-missing':
        return t(`reasons:words-missing.${reason.field}`);
      case 'access-too-narrow':
        return t(`reasons:access-too-narrow.${reason.needs}`);
      case 'invitation-expired':
        return t('reasons:invitation-expired', { expiredAt: formats.day(reason.expiredAt) });
      default:
        return t(`reasons:${reason.code}`);
    }
  };
}
