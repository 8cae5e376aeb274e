/**
 * The fonts of the printed documents, from the packages that carry them: Source Serif 4 for the text, Inter for the rest,
 * and two wide ones for what these can't draw. Every style that the templates ask for is here, so that a font of the same
 * name installed on the machine is never chosen instead.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Coverage, commonCoverage, coverageOf } from './font-coverage.ts';

const files = {
  text: [
    '@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
    '@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
    '@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
    '@expo-google-fonts/source-serif-4/600SemiBold_Italic/SourceSerif4_600SemiBold_Italic.ttf',
    '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
    '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  ],
  /** Upright only: its oblique lacks Arabic. */
  wide: ['dejavu-fonts-ttf/ttf/DejaVuSans.ttf', 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'],
  emoji: ['@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'],
  /** For digests. */
  mono: ['dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'],
} as const;

export type FontCoverages = {
  /** What all the styles of Source Serif 4 and Inter can draw. */
  readonly text: Coverage;
  readonly wide: Coverage;
  readonly emoji: Coverage;
};

export type Fonts = { readonly blobs: readonly Buffer[]; readonly coverages: FontCoverages };

/** Reads the fonts once (about 6 MB). Throws when a package is not installed. */
export function loadFonts(): Fonts {
  const resolve = createRequire(import.meta.url).resolve;
  const read = (names: readonly string[]) => names.map((name) => readFileSync(resolve(name)));
  const text = read(files.text);
  const wide = read(files.wide);
  const emoji = read(files.emoji);
  return {
    blobs: [...text, ...wide, ...emoji, ...read(files.mono)],
    coverages: {
      text: commonCoverage(text.map(coverageOf)),
      wide: commonCoverage(wide.map(coverageOf)),
      emoji: commonCoverage(emoji.map(coverageOf)),
    },
  };
}
