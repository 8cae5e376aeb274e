/** A text has a largest size. Whoever is at it can always make it smaller, so only what makes it longer is refused. */
import * as Y from 'yjs';
import type { NewDeletion } from './new-deletions.ts';
import type { Placed } from './places.ts';

/**
 * How much longer a text gets, about, in letters: what the structs bring, less what is deleted. Cutting words, and joining
 * two paragraphs (which writes one of them again), make it shorter.
 */
export function growthOf(placed: readonly Placed[], deletions: readonly NewDeletion[]): number {
  const brought = placed.reduce((sum, each) => sum + broughtBy(each), 0);
  return deletions.reduce((left, { length }) => left - length, brought);
}

function broughtBy({ piece: { struct, offset }, place }: Placed): number {
  if (place.kind === 'garbage' || !(struct instanceof Y.Item)) return 0;
  const { content } = struct;
  if (content instanceof Y.ContentString) return content.str.length - offset;
  if (content instanceof Y.ContentFormat) return content.key.length + JSON.stringify(content.value).length;
  if (content instanceof Y.ContentAny) return JSON.stringify(content.arr).length;
  return content instanceof Y.ContentDeleted ? 0 : 1;
}
