import { eightSections, type SectionId } from '../../sections/sections.ts';
import type { TextFacts } from '../../text/digest.ts';
import type { Reason } from '../reasons.ts';

/**
 * DOC-1, « Au minimum sur la contractualisation »: none of the eight sections is blank.
 * DOC-2, « les risques d'échec… des scénarios de remplacement »: the risk register isn't either.
 */
export function everyRequiredSectionWritten(facts: TextFacts): readonly Reason[] {
  return [...blank(facts, 'DOC-1', eightSections), ...blank(facts, 'DOC-2', ['risks'])];
}

function blank(facts: TextFacts, rule: 'DOC-1' | 'DOC-2', required: readonly SectionId[]): readonly Reason[] {
  const sections = required.filter((section) => facts.sections[section].blank);
  return sections.length > 0 ? [{ code: 'section-blank', rule, sections }] : [];
}
