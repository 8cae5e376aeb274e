import type { ChangeAuthor } from '@entente/shared/http/changes';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';

type WhoDidIt = (what: 'added' | 'removed', author: ChangeAuthor | undefined, at: string | null) => string;

/** « Ajouté par …, … , le … » in the reader's language; less where less is known. */
export function useWhoDidIt(): WhoDidIt {
  const { t } = useTranslation('overview');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const name = usePersonName();
  const organisation = useOrganisationName();
  return (what, author, at) => {
    if (!author) return t(`since.${what}`);
    return t(`since.${what}-by`, {
      name: name(author.person),
      organisation: organisation(author.organisation),
      time: formats.time(at ?? author.last, timeZone),
    });
  };
}
