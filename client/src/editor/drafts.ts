/**
 * Words that the server refused (their section was closed, the text frozen, a right withdrawn): kept on this device, per
 * section, block by block, until the person puts them back or throws them away. An hour of offline work in four sections
 * is not lost because a fifth was closed.
 */

import { canonicalJson } from '@entente/shared/canonical-json';
import { type MinutesId, meetingOfMinutes, type PartId, readRoot, wordsRoot } from '@entente/shared/sections/parts';
import { type CanonicalNode, canonicalWords } from '@entente/shared/text/canonical';
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
  /** Why these words were refused; `elsewhere`: they had travelled with words that were refused in another section. */
  readonly why: UpdateRefusalCode | 'elsewhere';
  /** ISO 8601. */
  readonly at: string;
  readonly places: readonly DraftPlace[];
};

/** The canonical words of every section, core and minutes: reads, never writes. */
export function textsOf(doc: Y.Doc): PartTexts {
  const parts: readonly PartId[] = [...agreedPartsIn(doc), ...begunMinutes(doc)];
  return Object.fromEntries(parts.map((part) => [part, canonicalWords(doc.getXmlFragment(wordsRoot(part)))]));
}

function begunMinutes(doc: Y.Doc): readonly MinutesId[] {
  return [...doc.share.keys()].flatMap((root) => {
    const part = readRoot(root)?.part;
    return part && meetingOfMinutes(part) !== undefined ? [part as MinutesId] : [];
  });
}

/** Where `mine` holds words that `common` lacks. Pure deletions are left out: no word of theirs could be lost. */
export function placesOf(mine: readonly CanonicalNode[], common: readonly CanonicalNode[]): readonly DraftPlace[] {
  const pairs = commonBlocks(mine.map(canonicalJson), common.map(canonicalJson));
  const places: DraftPlace[] = [];
  let [m, c] = [0, 0];
  for (const [nextMine, nextCommon] of [...pairs, [mine.length, common.length] as const]) {
    const words = mine.slice(m, nextMine);
    if (words.some((block) => canonicalJson(block) !== emptyParagraph)) {
      places.push({ instead: common.slice(c, nextCommon), after: common[c - 1] ?? null, words });
    }
    [m, c] = [nextMine + 1, nextCommon + 1];
  }
  return places;
}

const emptyParagraph = canonicalJson({ type: 'paragraph' });

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
