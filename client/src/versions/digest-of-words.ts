import type { ConventionText } from '@entente/shared/http/views';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { type Digest, factsFromSections, type SectionFacts, sectionFacts } from '@entente/shared/text/digest';

/** The digest of the very words that a page shows, computed here: what is read is what is named (APP-2). */
export function digestOfWords({ sections }: Pick<ConventionText, 'sections'>): Digest {
  const facts = sectionIds.map((section) => [section, sectionFacts(section, sections[section] ?? [])] as const);
  return factsFromSections(Object.fromEntries(facts) as Record<SectionId, SectionFacts>).digest;
}
