import { useTranslation } from 'react-i18next';
import { useConvention } from './convention-context.ts';
import { lookOf, nameOf } from './parties-of.ts';

/** The name of an organisation that appears in the convention. */
export function useOrganisationName(): (organisation: string) => string {
  const { view } = useConvention();
  return (organisation) => lookOf(view, organisation).name;
}

/** A person's name; « Compte supprimé » once the account is gone. */
export function usePersonName(): (person: string) => string {
  const { t } = useTranslation('common');
  const { view } = useConvention();
  return (person) => nameOf(view, person) ?? t('deleted-person');
}

/** The words behind a reference: empty when there are none, or when they were erased. */
export function useWords(): (ref: { readonly id: string } | null | undefined) => string {
  const { view } = useConvention();
  return (ref) => (ref ? (view.words[ref.id] ?? '') : '');
}
