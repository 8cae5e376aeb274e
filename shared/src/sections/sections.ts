/** The eight required sections, in the seed's order. Their numbers are their place here, from 1. */
export const eightSections = [
  'values',
  'project',
  'roles',
  'calendar',
  'means',
  'budget',
  'regulation',
  'evaluation',
] as const;

/**
 * The fixed parts of every convention, in printing order (DOC-1, DOC-2).
 *
 * The eight sections are the seed's « Au minimum sur la contractualisation »; the risk register is its « risques
 * d'échec, donc j'ai des scénarios de remplacement ». The opening (parties, visas) is printed first, the general
 * provisions (further articles and annexes) last. Each part is a root of its own in the `Y.Doc`, which is what makes
 * it impossible to delete, rename or move.
 */
export const sectionIds = ['opening', ...eightSections, 'risks', 'general'] as const;

export type SectionId = (typeof sectionIds)[number];

/** Parts that may not be empty when the convention is approved: the eight sections (DOC-1) and the risks (DOC-2). */
export const requiredSections: readonly SectionId[] = [...eightSections, 'risks'];

/** The name of the `Y.XmlFragment` that holds a section's words. */
export function textRoot(section: SectionId): string {
  return `text:${section}`;
}
