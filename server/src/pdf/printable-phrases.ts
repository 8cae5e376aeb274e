/** Single lines outside the text (titles, names, dates, our own words), ready for the template. */
import type { Language } from '@entente/shared/language';
import type { FontCoverages } from './fonts.ts';
import { type Inline, printableInline } from './printable-inline.ts';
import { createTypesetter, type Typesetter } from './printable-text.ts';

export type Phrase = readonly Inline[];

export type Phrases = {
  readonly say: (text: string) => Phrase;
  readonly typesetter: Typesetter;
  /** Characters replaced by □ so far, in phrases and text together. */
  readonly replaced: () => number;
};

export function createPhrases(language: Language, fonts: FontCoverages, refused?: ReadonlySet<number>): Phrases {
  const typesetter = createTypesetter(fonts, refused);
  return {
    say: (text) => printableInline([{ type: 'text', text }], { typesetter, language }),
    typesetter,
    replaced: typesetter.replaced,
  };
}

/** What readers of the file see in its properties: any script, but no control character. */
export function metadataText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

/** At most `longest` characters, the last an ellipsis when some were left out. */
export function shortened(text: string, longest: number): string {
  const letters = Array.from(text);
  return letters.length <= longest
    ? text
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
