/**
 * Which characters a TrueType or OpenType font can draw, read from its `cmap` table (OpenType specification, formats 4
 * and 12: the two that every current font has). PDF/A refuses a missing glyph, so we must know before we print.
 */

export type Coverage = ReadonlySet<number>;

const subtableFormats: Readonly<Record<number, (view: DataView, start: number, found: Set<number>) => void>> = {
  4: readSegments,
  12: readGroups,
};

/** The code points that the font maps to a glyph. */
export function coverageOf(font: Uint8Array): Coverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableStart(view, 'cmap');
  const found = new Set<number>();
  const subtables = view.getUint16(cmap + 2);
  for (let index = 0; index < subtables; index++) {
    const start = cmap + view.getUint32(cmap + 4 + 8 * index + 4);
    subtableFormats[view.getUint16(start)]?.(view, start, found);
  }
  return found;
}

/** What every one of the fonts can draw. */
export function commonCoverage(coverages: readonly Coverage[]): Coverage {
  const [first, ...others] = coverages;
  return new Set([...(first ?? [])].filter((codePoint) => others.every((other) => other.has(codePoint))));
}

function tableStart(view: DataView, name: string): number {
  const tables = view.getUint16(4);
  for (let index = 0; index < tables; index++) {
    const record = 12 + 16 * index;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(record + at)));
    if (tag === name) return view.getUint32(record + 8);
  }
  throw new Error(`the font has no ${name} table`);
}

/** Format 4: segments of the basic plane; a glyph number of 0 means that the character is missing. */
function readSegments(view: DataView, start: number, found: Set<number>): void {
  const doubledCount = view.getUint16(start + 6);
  const ends = start + 14;
  const starts = ends + doubledCount + 2;
  const deltas = starts + doubledCount;
  const offsets = deltas + doubledCount;
  for (let at = 0; at < doubledCount; at += 2) {
    const first = view.getUint16(starts + at);
    const last = view.getUint16(ends + at);
    const offset = view.getUint16(offsets + at);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph =
        offset === 0 ? code + view.getUint16(deltas + at) : view.getUint16(offsets + at + offset + 2 * (code - first));
      if ((glyph & 0xffff) !== 0) found.add(code);
    }
  }
}

/** Format 12: groups of consecutive characters, every plane. */
function readGroups(view: DataView, start: number, found: Set<number>): void {
  const groups = view.getUint32(start + 12);
  for (let index = 0; index < groups; index++) {
    const group = start + 16 + 12 * index;
    const last = view.getUint32(group + 4);
    for (let code = view.getUint32(group); code <= last; code++) found.add(code);
  }
}
