/**
 * The number in front of a heading, as French and English conventions write it: « Article 6 – », « ARTICLE 3 : »,
 * « Titre II. », « 2.1 », « IV – », « Annexe 1 : », or none. Pure reading of one line, no meaning attached.
 */

/**
 * What stands in front of the title proper.
 * - `article`: « Article », « Art. », « Clause », « Section » and a number; `depth` counts its levels (2.1 is 2).
 * - `container`: « Titre », « Chapitre », « Partie » and a number, which hold articles.
 * - `annex`: « Annexe », « Appendix », « Schedule »; numbered or not.
 * - `numbered`: a number alone. `separated` tells « 1. Objet » from « 12 places ».
 * - `bare`: no number.
 */
export type TitleNumber =
  | { readonly kind: 'article'; readonly number: number | undefined; readonly depth: number; readonly rest: string }
  | { readonly kind: 'container'; readonly number: number | undefined; readonly rest: string }
  | { readonly kind: 'annex'; readonly number: number | undefined; readonly rest: string }
  | {
      readonly kind: 'numbered';
      readonly number: number | undefined;
      readonly depth: number;
      readonly separated: boolean;
      readonly rest: string;
    }
  | { readonly kind: 'bare'; readonly rest: string };

const roman = '[ivxlc]{1,6}';
const decimal = '\\d{1,3}(?:\\.\\d{1,2}){0,3}';
const ordinal = '(?:\\s*(?:°|(?:er|ère|re|ème|e|bis|ter|quater)(?![\\p{L}])))?';
const separator = '(?:\\s*[.,:;)\\]/|°•·‐‑‒–—―-])*';
const wordEnd = '(?![\\p{L}\\d])';
const numero = '(?:n\\s*[°ºo.]\\s*)?';

const articleLine = new RegExp(
  `^(?:article|art\\.?|clause|section)\\s*${numero}(${decimal}|${roman}${wordEnd}|premier|première|unique|one)${ordinal}${separator}\\s*(.*)$`,
  'iu',
);
const containerLine = new RegExp(
  `^(?:titre|chapitre|partie|title|chapter|part)\\s+${numero}(${decimal}|${roman}${wordEnd}|premier|première|one)${ordinal}${separator}\\s*(.*)$`,
  'iu',
);
const annexLine = new RegExp(
  `^(?:annexes?|annex(?:es)?|appendix|appendices|schedule|exhibit)\\s+${numero}(\\d{1,2}|${roman}${wordEnd}|[a-h]${wordEnd})${separator}\\s*(.*)$`,
  'iu',
);
const annexWord = /^(annexes?|annex(?:es)?|appendix|appendices)(?![\p{L}\d])\s*(.*)$/iu;
const numberedLine = new RegExp(`^(${decimal})${ordinal}(${separator})(\\s*)(\\p{L}.*)$`, 'iu');
const letteredLine = new RegExp(`^(${roman}|[a-h])\\s*[.):–—-]+\\s*(\\p{L}.*)$`, 'iu');

/** Splits a heading into its number and the title proper (`rest`, trimmed; may be empty). */
export function readTitleNumber(title: string): TitleNumber {
  const line = title.replace(/\s+/gu, ' ').trim();
  return readNamed(line) ?? readNumbered(line) ?? { kind: 'bare', rest: line };
}

function readNamed(line: string): TitleNumber | undefined {
  const article = articleLine.exec(line);
  if (article) {
    const written = article[1] ?? '';
    return { kind: 'article', number: numberOf(written), depth: depthOf(written), rest: article[2] ?? '' };
  }
  const container = containerLine.exec(line);
  if (container) return { kind: 'container', number: numberOf(container[1] ?? ''), rest: container[2] ?? '' };
  const annex = annexLine.exec(line);
  if (annex) return { kind: 'annex', number: numberOf(annex[1] ?? ''), rest: annex[2] ?? '' };
  const annexAlone = annexWord.exec(line);
  if (annexAlone) return { kind: 'annex', number: undefined, rest: annexAlone[2] ?? '' };
  return undefined;
}

function readNumbered(line: string): TitleNumber | undefined {
  const digits = numberedLine.exec(line);
  if (digits) {
    const written = digits[1] ?? '';
    const rest = digits[4] ?? '';
    const separated = (digits[2] ?? '').trim() !== '' || written.includes('.');
    if (!separated && digits[3] === '') return undefined;
    return { kind: 'numbered', number: numberOf(written), depth: depthOf(written), separated, rest };
  }
  const letters = letteredLine.exec(line);
  if (!letters) return undefined;
  return { kind: 'numbered', number: romanValue(letters[1] ?? ''), depth: 1, separated: true, rest: letters[2] ?? '' };
}

function depthOf(written: string): number {
  return written.split('.').length;
}

function numberOf(written: string): number | undefined {
  if (/^(premier|première|unique|one)$/iu.test(written)) return 1;
  if (/^\d/.test(written)) return Number.parseInt(written, 10);
  return romanValue(written);
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** The value of a Roman numeral, or `undefined` when the letters are none (« A », « IIX »). */
function romanValue(written: string): number | undefined {
  const values = [...written.toLowerCase()].map((letter) => romanDigits[letter]);
  if (values.length === 0) return undefined;
  let total = 0;
  for (const [index, value] of values.entries()) {
    if (value === undefined) return undefined;
    total += value < (values[index + 1] ?? 0) ? -value : value;
  }
  return romanNumeral(total) === written.toLowerCase() ? total : undefined;
}

function romanNumeral(value: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  let left = value;
  let written = '';
  for (const [worth, letters] of steps) {
    for (; left >= worth; left -= worth) written += letters;
  }
  return written;
}
