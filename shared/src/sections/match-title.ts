/**
 * Which section a heading of an imported convention belongs to (DOC-1, DOC-2).
 *
 * A Word file rarely says « Répartition des rôles »; it says « ARTICLE 3 : Obligations des parties ». The answer is a
 * proposal that a person corrects, so it prefers an honest `likely` to a silent guess.
 */
import { type SectionId, sectionIds } from './sections.ts';
import { readTitleNumber, type TitleNumber } from './title-number.ts';
import { fillingWords, sectionNames, smallWords, type TitleTerm, titleTerms } from './title-vocabulary.ts';

export type MatchConfidence = 'sure' | 'likely' | 'none';

export type TitleMatch = {
  /** `undefined` exactly when the confidence is `none`. */
  readonly section: SectionId | undefined;
  readonly confidence: MatchConfidence;
  /** The article's own number when the title bears one (« Article 6 – Budget », « 6. Budget »). */
  readonly article: number | undefined;
  /** True when the title says the section's own name and nothing more (« Article 6 – Budget »). */
  readonly namesSection: boolean;
  /** The number in front of the title, and the title without it. */
  readonly number: TitleNumber;
};

/** A heading has a few words; a longer line is a sentence and matches nothing. */
const longestTitle = 12;

/** A usual word of a section, less the little that its place in the title takes from it. */
const usualWeight = 1.5;

/** How far ahead a section must be for the others not to count. */
const decisiveLead = 3.5;

/** Matches one heading, in French or English, with or without number, accents and capitals. */
export function matchTitle(title: string): TitleMatch {
  const number = readTitleNumber(title);
  const words = significantWords(number.rest);
  const article = articleNumber(number);
  if (number.kind === 'annex') return { ...annexMatch(words), article, namesSection: false, number };
  const named = namedSection(words);
  if (named !== undefined) return { section: named, confidence: 'sure', article, namesSection: true, number };
  return { ...matchWords(words), article, namesSection: false, number };
}

type SignificantWord = { readonly text: string; readonly complement: boolean };

type SectionMatch = Pick<TitleMatch, 'section' | 'confidence'>;

const noMatch: SectionMatch = { section: undefined, confidence: 'none' };

function articleNumber(number: TitleNumber): number | undefined {
  const counts = (number.kind === 'article' || number.kind === 'numbered') && number.depth === 1;
  return counts ? number.number : undefined;
}

/** Annexes live in the general provisions; one that bears another section's name is worth a second look. */
function annexMatch(words: readonly SignificantWord[]): SectionMatch {
  const own = matchWords(words).section;
  return { section: 'general', confidence: own === undefined || own === 'general' ? 'sure' : 'likely' };
}

function matchWords(words: readonly SignificantWord[]): SectionMatch {
  if (words.length === 0 || words.length > longestTitle) return noMatch;
  const { scores, explained } = score(words);
  const [best, second] = [...scores].sort(([, a], [, b]) => b - a);
  if (best === undefined) return noMatch;
  const [section, weight] = best;
  const leftOver = words.filter((word, index) => !explained.has(index) && !fillingWords.has(word.text)).length;
  const alone = second === undefined || second[1] <= 1 || weight - second[1] >= decisiveLead;
  const opensTitle = explained.has(0) && words.length <= 8;
  if (weight >= usualWeight && alone && (leftOver <= 1 || opensTitle)) return { section, confidence: 'sure' };
  if (weight < usualWeight && leftOver > 1) return noMatch;
  return { section, confidence: 'likely' };
}

/** Adds up the weights of the terms found, each word used once, longest terms first; earlier words win a tie. */
function score(words: readonly SignificantWord[]): { scores: Map<SectionId, number>; explained: Set<number> } {
  const scores = new Map<SectionId, number>();
  const explained = new Set<number>();
  for (const term of titleTerms) {
    for (let at = 0; at + term.words.length <= words.length; at++) {
      if (!foundAt(term, words, at) || overlaps(explained, at, term.words.length)) continue;
      for (let index = at; index < at + term.words.length; index++) explained.add(index);
      const complement = words[at]?.complement === true;
      const value = term.weight * (complement && term.weight < 6 ? 0.5 : 1) - at * 0.01;
      scores.set(term.section, (scores.get(term.section) ?? 0) + value);
    }
  }
  return { scores: onlyComplements(words, explained, scores), explained };
}

/** « Modalités de l'évaluation »: when every match is a complement, there is no head to prefer. */
function onlyComplements(
  words: readonly SignificantWord[],
  explained: ReadonlySet<number>,
  scores: Map<SectionId, number>,
): Map<SectionId, number> {
  if ([...explained].some((index) => words[index]?.complement === false)) return scores;
  return new Map([...scores].map(([section, value]) => [section, value * 2]));
}

function foundAt(term: TitleTerm, words: readonly SignificantWord[], at: number): boolean {
  return term.words.every((pattern, offset) => {
    const word = words[at + offset]?.text ?? '';
    return pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern;
  });
}

function overlaps(explained: ReadonlySet<number>, at: number, length: number): boolean {
  for (let index = at; index < at + length; index++) if (explained.has(index)) return true;
  return false;
}

function namedSection(words: readonly SignificantWord[]): SectionId | undefined {
  const title = words.map((word) => word.text).join(' ');
  return sectionIds.find((section) => sectionNames[section].includes(title));
}

const complementMarks = new Set(['de', 'du', 'des', 'd', 'of']);
const newHeadMarks = new Set(['et', 'ou', 'and', 'or']);

/** The words that carry meaning, plain (no accent, no capital), each with whether it follows a « de » or an "of". */
function significantWords(text: string): SignificantWord[] {
  const significant: SignificantWord[] = [];
  let complement = false;
  for (const word of plainWords(text)) {
    if (newHeadMarks.has(word)) complement = false;
    if (complementMarks.has(word) && significant.length > 0) complement = true;
    if (!smallWords.has(word)) significant.push({ text: word, complement });
  }
  return significant;
}

/** Lower-case words without accents; apostrophes, dashes and every kind of space separate. */
export function plainWords(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
