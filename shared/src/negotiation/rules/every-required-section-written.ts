import { eightSections } from '../../sections/sections.ts';
import type { TextFacts } from '../../text/digest.ts';
import type { Reason } from '../reasons.ts';

/** DOC-1, « Au minimum sur la contractualisation »: none of the eight sections is blank. The risk register has a rule of its own. */
export function everyRequiredSectionWritten(facts: TextFacts): readonly Reason[] {
  const sections = eightSections.filter((section) => facts.sections[section].blank);
  return sections.length > 0 ? [{ code: 'section-blank', rule: 'DOC-1', sections }] : [];
}
