import { type CanonicalNode, plainText } from '@entente/shared/text/canonical';
import type { DraftPlace } from './drafts.ts';

/**
 * What to show of the words kept for one place: the lines that the common text did not have there. A list is kept whole, to be
 * put back whole; its author wrote one point of it. Where only the look of the words differs, all of them.
 */
export function ownWords({ words, instead }: DraftPlace): string {
  const common = new Set(linesOf(instead));
  const mine = linesOf(words);
  const own = mine.filter((line) => !common.has(line));
  return (own.length > 0 ? own : mine).join('\n');
}

function linesOf(nodes: readonly CanonicalNode[]): readonly string[] {
  return plainText(nodes)
    .split('\n')
    .filter((line) => line.trim() !== '');
}
