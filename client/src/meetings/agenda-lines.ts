import { type SectionId, sectionIds } from '@entente/shared/sections/sections';

/** One point of an agenda as it was written, and the section that it names, if it names one. */
export type AgendaLine = { readonly text: string; readonly section: SectionId | null };

/** One point a line, without the dash or number typed before it: as the printed minutes show them. */
export function agendaLines(agenda: string, titleOf: (section: SectionId) => string): readonly AgendaLine[] {
  return agenda
    .split(/\r\n|[\n\r]/)
    .map((line) => line.replace(/^\s*(?:[-–—•*]\s+|\d{1,2}[.)]\s+)?/, '').trim())
    .filter((line) => line !== '')
    .map((text) => ({ text, section: sectionNamed(text, titleOf) }));
}

/** The section with whose title the line begins, as suggested points do. */
function sectionNamed(line: string, titleOf: (section: SectionId) => string): SectionId | null {
  const words = folded(line);
  const named = sectionIds.filter((section) => words.startsWith(folded(titleOf(section))));
  // « Le projet » begins no other title, but the longest would be meant.
  return named.sort((a, b) => titleOf(b).length - titleOf(a).length)[0] ?? null;
}

function folded(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
