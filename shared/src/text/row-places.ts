/**
 * Where a row stands among the rows of its kind: a place is a word, and words are ordered like words. Moving a row writes one
 * cell, so that nobody's words in it are lost meanwhile, and two people who move it at once don't make two of it.
 */

/** The key under which a row says its place. Rows that say none stand first, as they were added. */
export const placeKey = 'place';

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const longestPlace = 40;
/** Places of rows that are added at the end: numbers of four digits, with room between them. */
const width = 4;
const step = digits.length;

/** True for what a row may say as its place. */
export function isPlace(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestPlace && /^[0-9a-z]+$/.test(value);
}

/** A place after the last row's; `null` where there is none. `undefined` when there is no room: all rows get new places. */
export function placeAfter(last: string | null): string | undefined {
  const number = last === null ? 0 : Number.parseInt(last.slice(0, width).padEnd(width, '0'), digits.length);
  const next = number + step;
  return next < digits.length ** width ? written(next) : undefined;
}

/** A place between two others, `null` for the beginning. `undefined` when there is no room, or they are in no order. */
export function placeBetween(before: string | null, after: string): string | undefined {
  let bounded = true;
  let place = '';
  for (let at = 0; at < longestPlace; at += 1) {
    const low = digits.indexOf(before?.[at] ?? '0');
    const high: number = bounded ? digits.indexOf(after[at] ?? '0') : digits.length;
    if (low > high) return undefined;
    if (high - low > 1) return place + digits[(low + high) >> 1];
    place += digits[low];
    bounded &&= low === high;
  }
  return undefined;
}

/** Places for so many rows, in order, with room between them. */
export function evenPlaces(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => written((index + 1) * step));
}

function written(number: number): string {
  return number.toString(digits.length).padStart(width, '0');
}
