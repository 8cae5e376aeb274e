/**
 * Word's automatic numbers. They are nowhere in the words: each is counted here, paragraph after paragraph, as Word
 * does, so that « Article 3 » keeps its number and a list that goes on after a paragraph doesn't start again at 1.
 */
import { attributeOf, elementIn, elementsIn, isOn, valueIn, wholeNumber } from './word-xml.ts';

/** The number of one paragraph. */
export type ParagraphNumber =
  /** One that a list can bear: « 3. », « c) », « iv. ». `type` is HTML's, `text` what Word shows. */
  | { readonly kind: 'item'; readonly value: number; readonly type: ListType; readonly text: string }
  /** One that only words can say: « Article 3 – », « 2.1 », « §4 ». */
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'bullet' };

export type ListType = '1' | 'a' | 'A' | 'i' | 'I';

type Level = {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly asDigits: boolean;
  readonly style: string | undefined;
};

type List = { readonly definition: string; readonly restarts: ReadonlyMap<number, number> };

const deepestLevel = 8;

/** Counts the numbers of one document. Ask once per paragraph, in the order of the text. */
export class NumberCounter {
  readonly #definitions = new Map<string, ReadonlyMap<number, Level>>();
  readonly #lists = new Map<string, List>();
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #restarted = new Set<string>();

  constructor(xml: string) {
    for (const definition of elementsIn(xml, 'w:abstractNum')) {
      const levels = elementsIn(definition, 'w:lvl').map(
        (level) => [wholeNumber(attributeOf(level, 'w:ilvl')) ?? 0, readLevel(level)] as const,
      );
      this.#definitions.set(attributeOf(definition, 'w:abstractNumId') ?? '', new Map(levels));
    }
    for (const list of elementsIn(xml, 'w:num')) {
      this.#lists.set(attributeOf(list, 'w:numId') ?? '', {
        definition: valueIn(list, 'w:abstractNumId') ?? '',
        restarts: readRestarts(list),
      });
    }
  }

  /** The number of the next paragraph of a list, or `undefined` for a list that doesn't exist. */
  next(list: string, level: number): ParagraphNumber | undefined {
    const found = this.#lists.get(list);
    const levels = found && this.#definitions.get(found.definition);
    const own = levels?.get(level);
    if (found === undefined || levels === undefined || own === undefined) return undefined;
    const counts = this.#count({ list, found, levels, level });
    if (own.format === 'bullet') return { kind: 'bullet' };
    return numberFrom({ levels, level, own, counts });
  }

  /** The level that a style numbers in a list, for styles that name their list and not their level. */
  levelOfStyle(list: string, style: string | undefined): number | undefined {
    const levels = this.#definitions.get(this.#lists.get(list)?.definition ?? '');
    return [...(levels ?? [])].find(([, level]) => level.style !== undefined && level.style === style)?.[0];
  }

  #count(at: {
    list: string;
    found: List;
    levels: ReadonlyMap<number, Level>;
    level: number;
  }): readonly (number | undefined)[] {
    const counts = this.#counts.get(at.found.definition) ?? [];
    this.#counts.set(at.found.definition, counts);
    const startOf = (level: number) => at.found.restarts.get(level) ?? at.levels.get(level)?.start ?? 1;
    for (let above = 0; above < at.level; above++) counts[above] ??= startOf(above);
    const restartKey = `${at.list} ${at.level}`;
    const restarts = at.found.restarts.has(at.level) && !this.#restarted.has(restartKey);
    this.#restarted.add(restartKey);
    const before = counts[at.level];
    counts[at.level] = before === undefined || restarts ? startOf(at.level) : before + 1;
    counts.length = at.level + 1;
    return counts;
  }
}

function readLevel(xml: string): Level {
  return {
    start: wholeNumber(valueIn(xml, 'w:start')) ?? 1,
    format: valueIn(xml, 'w:numFmt') ?? 'decimal',
    text: valueIn(xml, 'w:lvlText') ?? '',
    asDigits: isOn(xml, 'w:isLgl') === true,
    style: valueIn(xml, 'w:pStyle'),
  };
}

function readRestarts(list: string): ReadonlyMap<number, number> {
  const restarts = new Map<number, number>();
  for (const override of elementsIn(list, 'w:lvlOverride')) {
    const start = wholeNumber(valueIn(override, 'w:startOverride'));
    const level = wholeNumber(attributeOf(override, 'w:ilvl'));
    if (
      start !== undefined &&
      level !== undefined &&
      level <= deepestLevel &&
      elementIn(override, 'w:lvl') === undefined
    ) {
      restarts.set(level, start);
    }
  }
  return restarts;
}

const listTypes: Readonly<Record<string, ListType>> = {
  decimal: '1',
  decimalZero: '1',
  ordinal: '1',
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I',
};

function numberFrom(of: {
  levels: ReadonlyMap<number, Level>;
  level: number;
  own: Level;
  counts: readonly (number | undefined)[];
}): ParagraphNumber | undefined {
  const { own, level, counts } = of;
  const type = listTypes[own.format];
  const value = counts[level] ?? 1;
  const text = own.text
    .replace(/%([1-9])/g, (_whole, digit: string) => {
      const at = Number(digit) - 1;
      const format = own.asDigits ? 'decimal' : (of.levels.get(at)?.format ?? 'decimal');
      return written(counts[at] ?? 1, format);
    })
    .trim();
  const isPlain = new RegExp(`^[(\\[]?%${level + 1}[.)\\]°:\\s–—-]*$`).test(own.text);
  if (type !== undefined && isPlain) return { kind: 'item', value, type, text };
  return text === '' ? undefined : { kind: 'label', text };
}

/** A number as Word writes it in one of its formats; formats that French and English don't use fall back to figures. */
export function written(value: number, format: string): string {
  switch (format) {
    case 'none':
      return '';
    case 'lowerLetter':
      return letters(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerRoman':
      return romanNumeral(value).toLowerCase();
    case 'upperRoman':
      return romanNumeral(value);
    case 'decimalZero':
      return String(value).padStart(2, '0');
    default:
      return String(value);
  }
}

/** a … z, then aa, bb, as Word goes on. */
function letters(value: number): string {
  if (value < 1 || value > 780) return String(value);
  const letter = String.fromCharCode(97 + ((value - 1) % 26));
  return letter.repeat(Math.ceil(value / 26));
}

const romanSteps: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function romanNumeral(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let left = value;
  let text = '';
  for (const [worth, digits] of romanSteps) {
    for (; left >= worth; left -= worth) text += digits;
  }
  return text;
}
