import { eightSections, type SectionId } from '@entente/shared/sections/sections';
import { useTranslation } from 'react-i18next';
import { useConvention } from './convention-context.ts';

export type SectionTitle = { readonly number: number | null; readonly title: string };

/** The titles of the sections, in the convention's own language; the eight required ones are numbered. */
export function useSectionTitle(): (section: SectionId) => SectionTitle {
  const { i18n } = useTranslation();
  const { language } = useConvention().view.state;
  const t = i18n.getFixedT(language, 'sections');
  return (section) => {
    const place = eightSections.findIndex((one) => one === section);
    return { number: place === -1 ? null : place + 1, title: t(section) };
  };
}

/** The identifier of a section inside the page: `#budget` leads to it. */
export function sectionAnchor(section: SectionId): string {
  return section;
}
