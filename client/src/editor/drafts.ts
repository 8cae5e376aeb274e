/**
 * Words, fields and rows that the server refused (their section was closed, the text frozen, a right withdrawn): kept on this device, per
 * section, block by block, until the person puts them back or throws them away. An hour of offline work in four sections
 * is not lost because a fifth was closed.
 */

import { canonicalJson } from '@entente/shared/canonical-json';
import { type MinutesId, meetingOfMinutes, type PartId, readRoot } from '@entente/shared/sections/parts';
import { type CanonicalNode, canonicalPart } from '@entente/shared/text/canonical';
import { agreedPartsIn } from '@entente/shared/text/digest';
import type { UpdateRefusalCode } from '@entente/shared/wire/messages';
import type * as Y from 'yjs';

export type PartTexts = Readonly<Partial<Record<PartId, readonly CanonicalNode[]>>>;

/** One place of a section where the person's blocks differ from everybody's. */
export type DraftPlace = {
  /** The blocks that stood there in the common text; none for an insertion. */
  readonly instead: readonly CanonicalNode[];
  /** The block just before, to find the place again; none at the beginning. */
  readonly after: CanonicalNode | null;
  /** What the person had written. */
  readonly words: readonly CanonicalNode[];
};

export type Draft = {
  readonly id: string;
  readonly section: PartId;
  /**
   * Why these words were refused; `elsewhere`: they had travelled with words that were refused in another section; `row-removed`:
   * somebody removed the row in which they were being typed.
   */
  readonly why: UpdateRefusalCode | 'elsewhere' | 'row-removed';
  /** ISO 8601. */
  readonly at: string;
  readonly places: readonly DraftPlace[];
};

/** The canonical words of every section, core and minutes, and the fields and rows of sections: reads, never writes. */
export function textsOf(doc: Y.Doc): PartTexts {
  const parts: readonly PartId[] = [...agreedPartsIn(doc), ...begunMinutes(doc)];
  return Object.fromEntries(parts.map((part) => [part, canonicalPart(doc, part)]));
}

function begunMinutes(doc: Y.Doc): readonly MinutesId[] {
  return [...doc.share.keys()].flatMap((root) => {
    const part = readRoot(root)?.part;
    return part && meetingOfMinutes(part) !== undefined ? [part as MinutesId] : [];
  });
}

/** True for a place of a section's fields and rows: its nodes are `fields` and `row`. */
export function isInTables({ words }: DraftPlace): boolean {
  return words.some(isTableNode);
}

function isTableNode({ type }: CanonicalNode): boolean {
  return type === 'fields' || type === 'row';
}

/**
 * Where `mine` holds words or cells that `common` lacks, words apart from cells. Pure deletions are left out: no word of theirs
 * could be lost.
 */
export function placesOf(mine: readonly CanonicalNode[], common: readonly CanonicalNode[]): readonly DraftPlace[] {
  const isWord = (node: CanonicalNode) => !isTableNode(node);
  return [
    ...placesAmong(mine.filter(isWord), common.filter(isWord)),
    ...placesAmong(mine.filter(isTableNode), common.filter(isTableNode)),
  ];
}

function placesAmong(mine: readonly CanonicalNode[], common: readonly CanonicalNode[]): readonly DraftPlace[] {
  const pairs = commonBlocks(mine.map(canonicalJson), common.map(canonicalJson));
  const places: DraftPlace[] = [];
  let [m, c] = [0, 0];
  for (const [nextMine, nextCommon] of [...pairs, [mine.length, common.length] as const]) {
    const words = mine.slice(m, nextMine);
    if (words.some(saysSomething)) {
      places.push({ instead: common.slice(c, nextCommon), after: common[c - 1] ?? null, words });
    }
    [m, c] = [nextMine + 1, nextCommon + 1];
  }
  return places;
}

const emptyParagraph = canonicalJson({ type: 'paragraph' });

function saysSomething(block: CanonicalNode): boolean {
  const isEmptyRow = block.type === 'row' && 'attrs' in block && Object.keys(block.attrs ?? {}).length < 2;
  return !isEmptyRow && canonicalJson(block) !== emptyParagraph;
}

/** Pairs of places (in `a`, in `b`) of a longest common subsequence, in order. */
function commonBlocks(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
