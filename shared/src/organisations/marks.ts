/**
 * The fixed colour and letter of each party across the whole convention, in joining order. Colours that colour-blind people
 * can tell apart (after Okabe and Ito, darkened to reach 4.5:1 on paper); colour is never the only sign, hence the letter.
 */
const palette = ['#0b5fa5', '#b34700', '#00705a', '#8a3a7f', '#7a5c00', '#3d4f9f', '#a3262a', '#4d6b1a'] as const;

/** Six-digit hexadecimal colour of the party with this mark (its place in joining order, from 0). */
export function colourOfMark(mark: number): string {
  return palette[mark % palette.length] ?? palette[0];
}

/** The letter shown in the party's dots: A for the first party. After Z, AA. */
export function letterOfMark(mark: number): string {
  const letter = String.fromCharCode(65 + (mark % 26));
  return mark < 26 ? letter : letterOfMark(Math.floor(mark / 26) - 1) + letter;
}

/** Observers share one quiet colour: they aren't parties. */
export const observerColour = '#5b6270';
