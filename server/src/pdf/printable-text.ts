/**
 * Turns what a person typed into runs that our fonts can draw. Nothing typed may make an export fail: a character without
 * a glyph becomes a visible □ that is counted and announced in the document; the text kept by the server has it still.
 */
import type { FontCoverages } from './fonts.ts';

/** A string is drawn in the font around it; the others name one of the wide fonts. */
export type Run = string | { readonly font: 'wide' | 'emoji'; readonly text: string };

export type PrintableText = readonly Run[];

export interface Typesetter {
  /** The runs of one line of text; line ends and tabs become spaces. */
  line(text: string): PrintableText;
  /** How many characters were replaced by □ so far. */
  replaced(): number;
}

const square: Run = { font: 'wide', text: '\u25A1' };

/** Invisible on the page's screen too: they are left out. */
const controls = /\p{Cc}/gu;
const whiteSpace = /[\t\n\v\f\r\u0085\u2028\u2029]/g;
const ignorable = /\p{Default_Ignorable_Code_Point}/u;
/** They make words read in another order than they were typed: shown, never obeyed. */
const reordering = /[\u202A-\u202E\u2066-\u2069]/u;
const drawnAsEmoji = /\p{Emoji_Presentation}|\uFE0F/u;
const lettersByGrapheme = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** `refused`: code points that a former try showed to have no glyph after all (shaping can lose one). */
export function createTypesetter(fonts: FontCoverages, refused: ReadonlySet<number> = new Set()): Typesetter {
  let replaced = 0;
  const plain = (codePoint: number) => fonts.text.has(codePoint) && !refused.has(codePoint);

  function cluster(letters: string): Run {
    const codePoints = Array.from(letters, (letter) => letter.codePointAt(0) ?? 0);
    const visible = codePoints.filter((codePoint) => !ignorable.test(String.fromCodePoint(codePoint)));
    const font =
      reordering.test(letters) || codePoints.some((codePoint) => refused.has(codePoint))
        ? undefined
        : fontFor(letters, visible, fonts);
    if (font === undefined) {
      replaced += 1;
      return square;
    }
    const text = String.fromCodePoint(...codePoints.filter((codePoint) => fonts[font].has(codePoint)));
    return font === 'text' ? text : { font, text };
  }

  return {
    line(typed) {
      const text = typed.toWellFormed().normalize('NFC').replace(whiteSpace, ' ').replace(controls, '');
      if (text === '') return [];
      const isPlain = !reordering.test(text) && Array.from(text).every((letter) => plain(letter.codePointAt(0) ?? 0));
      if (isPlain) return [text];
      return joined(Array.from(lettersByGrapheme.segment(text), ({ segment }) => cluster(segment)));
    },
    replaced: () => replaced,
  };
}

/** The first font that can draw every visible character of a grapheme; `undefined` when none can. */
function fontFor(letters: string, visible: readonly number[], fonts: FontCoverages): keyof FontCoverages | undefined {
  const order = drawnAsEmoji.test(letters)
    ? (['emoji', 'text', 'wide'] as const)
    : (['text', 'wide', 'emoji'] as const);
  return order.find((font) => visible.every((codePoint) => fonts[font].has(codePoint)));
}

/** Neighbours in the same font are one run, so that Arabic letters join; empty ones disappear. */
function joined(runs: readonly Run[]): PrintableText {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (typeof run === 'string' && typeof last === 'string') result[result.length - 1] = last + run;
    else if (typeof run === 'object' && typeof last === 'object' && run.font === last.font) {
      result[result.length - 1] = { font: run.font, text: last.text + run.text };
    } else result.push(run);
  }
  return result.filter((run) => (typeof run === 'string' ? run : run.text) !== '');
}
