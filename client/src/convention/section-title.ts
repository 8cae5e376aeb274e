import type { AgreedPart } from '@entente/shared/sections/parts';
import { eightSections } from '@entente/shared/sections/sections';
import { useTranslation } from 'react-i18next';
import { useConvention } from './convention-context.ts';
import { useOrganisationName } from './names.ts';
import { partName } from './part-name.ts';

export type SectionTitle = { readonly number: number | null; readonly title: string };

/** The titles of the sections and cores, in the convention's own language; the eight required sections are numbered. */
export function useSectionTitle(): (part: AgreedPart) => SectionTitle {
  const { i18n } = useTranslation();
  const { language } = useConvention().view.state;
  const organisation = useOrganisationName();
  const t = i18n.getFixedT(language, 'sections');
  return (part) => {
    const place = (eightSections as readonly string[]).indexOf(part);
    return { number: place === -1 ? null : place + 1, title: partName(t, part, organisation) };
  };
}

/** The identifier of a part inside the page: `#budget` leads to it. */
export function sectionAnchor(part: AgreedPart): string {
  return part;
}
