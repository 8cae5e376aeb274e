/**
 * Comment marks are the server's. An editor re-creates text when a paragraph is split, moved or brought back, and the
 * marks come along: that is honest. Putting a thread over words that were there and did not bear it is not.
 *
 * New words may bear a known thread: typing inside an anchored range gives the same, so nothing is gained by forging it.
 */
import * as Y from 'yjs';
import { type Refused, refused, type WritingRights } from './admission.ts';
import { commentKey } from './comment-key.ts';
import type { Placed, Places } from './places.ts';

type CommentMark = {
  readonly text: Y.XmlText;
  readonly isHeld: boolean;
  readonly key: string;
  readonly thread: string;
};

/** Refused with `comment-mark` when the update marks words with a thread that did not stand there. */
export function checkCommentMarks(
  doc: Y.Doc,
  remainder: Uint8Array,
  { places, rights }: { places: Places; rights: WritingRights },
): Refused | undefined {
  const marks = places.placed.flatMap((placed) => commentMarkOf(placed, places));
  if (marks.length === 0) return undefined;
  const isForged = marks.some(({ key, thread }) => key !== commentKey(thread) || !rights.isThread(thread));
  const held = marks.filter(({ isHeld }) => isHeld);
  if (!isForged && (held.length === 0 || leavesHeldWordsAlone(doc, remainder, held))) return undefined;
  const inside = places.placed.find(({ place }) => place.kind === 'inside')?.place;
  return refused('comment-mark', inside?.kind === 'inside' ? inside.section : null);
}

function commentMarkOf({ piece, place }: Placed, places: Places): readonly CommentMark[] {
  const content = piece.struct instanceof Y.Item ? piece.struct.content : undefined;
  if (place.kind !== 'inside' || !(content instanceof Y.ContentFormat) || !(place.parent instanceof Y.XmlText))
    return [];
  const value: unknown = content.value;
  if (!content.key.startsWith('comment--') || value === null) return [];
  const { thread } = value as { thread?: unknown };
  return [
    {
      text: place.parent,
      isHeld: places.isHeld(place.parent),
      key: content.key,
      thread: typeof thread === 'string' ? thread : '',
    },
  ];
}

/** Tries the update on a copy of the text: marks are rarely written into a text that exists, so the copy is worth its price. */
function leavesHeldWordsAlone(doc: Y.Doc, remainder: Uint8Array, marks: readonly CommentMark[]): boolean {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = marks.map(({ text, key }) => wordsBearing(text, key));
  Y.applyUpdate(copy, remainder);
  const isAlone = marks.every(({ text, key }, index) => {
    const after = wordsBearing(sameText(copy, text), key);
    return [...after].every(
      ([id, { client, clock }]) => clock >= Y.getState(doc.store, client) || before[index]?.has(id),
    );
  });
  copy.destroy();
  return isAlone;
}

function sameText(copy: Y.Doc, text: Y.XmlText): Y.XmlText {
  const id = text._item?.id;
  const content = id && Y.getItem(copy.store, id).content;
  if (content instanceof Y.ContentType && content.type instanceof Y.XmlText) return content.type;
  throw new Error('the copy lacks a text of the original');
}

/** Every letter that bears the mark, by its identifier. */
function wordsBearing(text: Y.XmlText, key: string): Map<string, { client: number; clock: number }> {
  const letters = new Map<string, { client: number; clock: number }>();
  let isMarked = false;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat && item.content.key === key) isMarked = item.content.value !== null;
    if (!isMarked || !(item.content instanceof Y.ContentString)) continue;
    const { client, clock } = item.id;
    for (let at = clock; at < clock + item.length; at++) letters.set(`${client}:${at}`, { client, clock: at });
  }
  return letters;
}
