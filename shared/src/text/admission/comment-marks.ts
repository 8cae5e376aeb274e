/**
 * Comment marks are the server's. An editor re-creates text when a paragraph is split, moved or brought back, and the
 * marks come along: that is honest. Putting a thread over words that were there and did not bear it is not, be it by a new
 * mark or by deleting the end of one.
 *
 * New words may bear a known thread: typing inside an anchored range gives the same, so nothing is gained by forging it. So
 * may words that stand where the server put the thread: they were typed among the commented ones, and bear it again when
 * these are brought back. What an author may not have known excuses nothing, for anybody can claim to have known nothing.
 */
import * as Y from 'yjs';
import { isServersMark } from '../server-document.ts';
import { type Refused, refused, type WritingRights } from './admission.ts';
import { commentKey } from './comment-key.ts';
import type { NewDeletion } from './new-deletions.ts';
import type { Placed, Places } from './places.ts';

/** A thread's mark in one run of words. */
type CommentMark = { readonly text: Y.XmlText; readonly key: string };
type NewMark = CommentMark & { readonly isHeld: boolean; readonly thread: string };
type Letter = { readonly client: number; readonly clock: number };
type Judged = { readonly places: Places; readonly rights: WritingRights; readonly deletions: readonly NewDeletion[] };

/** Refused with `comment-mark` when the update marks words with a thread that did not stand there. */
export function checkCommentMarks(
  doc: Y.Doc,
  remainder: Uint8Array,
  { places, rights, deletions }: Judged,
): Refused | undefined {
  const marks = places.placed.flatMap((placed) => newMarkOf(placed, places));
  const isForged = marks.some(({ key, thread }) => key !== commentKey(thread) || !rights.isThread(thread));
  const changed = distinct([...marks.filter(({ isHeld }) => isHeld), ...endsDeleted(deletions)]);
  if (!isForged && (changed.length === 0 || leavesHeldWordsAlone(doc, remainder, changed))) return undefined;
  const inside = places.placed.find(({ place }) => place.kind === 'inside')?.place;
  return refused('comment-mark', inside?.kind === 'inside' ? inside.section : (deletions[0]?.section ?? null));
}

function newMarkOf({ piece, place }: Placed, places: Places): readonly NewMark[] {
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

/** Marks whose end is deleted, but for runs of words that go as a whole. */
function endsDeleted(deletions: readonly NewDeletion[]): readonly CommentMark[] {
  const ends = deletions.flatMap(({ held }) => {
    const { content, parent: text } = held ?? {};
    const isEnd = content instanceof Y.ContentFormat && content.value === null && content.key.startsWith('comment--');
    return isEnd && text instanceof Y.XmlText ? [{ text, key: content.key }] : [];
  });
  if (ends.length === 0) return ends;
  const gone = new Set(deletions.map(({ held }) => held));
  return ends.filter(({ text }) => !gone.has(text._item));
}

/** Each mark of each run once, however often it is written or deleted. */
function distinct(marks: readonly CommentMark[]): readonly CommentMark[] {
  const seen = new Map<Y.XmlText, Map<string, CommentMark>>();
  for (const mark of marks) seen.set(mark.text, (seen.get(mark.text) ?? new Map()).set(mark.key, mark));
  return [...seen.values()].flatMap((byKey) => [...byKey.values()]);
}

/** Tries the update on a copy of the text: marks of a text that exists rarely change, so the copy is worth its price. */
function leavesHeldWordsAlone(doc: Y.Doc, remainder: Uint8Array, marks: readonly CommentMark[]): boolean {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = marks.map(({ text, key }) => [wordsBearing(text, key), wordsCommented(text, key)]);
  Y.applyUpdate(copy, remainder);
  const isAlone = marks.every(({ text, key }, index) =>
    [...wordsBearing(sameText(copy, text), key)].every(
      ([id, { client, clock }]) =>
        clock >= Y.getState(doc.store, client) || before[index]?.some((words) => words.has(id)),
    ),
  );
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
function wordsBearing(text: Y.XmlText, key: string): Map<string, Letter> {
  return wordsUnder(text, key, ({ deleted }) => !deleted);
}

/** Every letter that stands where the server put the mark, whether it is still there or not. */
function wordsCommented(text: Y.XmlText, key: string): Map<string, Letter> {
  return wordsUnder(text, key, isServersMark);
}

function wordsUnder(text: Y.XmlText, key: string, counts: (format: Y.Item) => boolean): Map<string, Letter> {
  const letters = new Map<string, Letter>();
  let isMarked = false;
  for (let item = text._start; item !== null; item = item.right) {
    const { content, deleted, id } = item;
    if (content instanceof Y.ContentFormat && content.key === key && counts(item)) isMarked = content.value !== null;
    if (!isMarked || deleted || !(content instanceof Y.ContentString)) continue;
    for (let clock = id.clock; clock < id.clock + item.length; clock++)
      letters.set(`${id.client}:${clock}`, { client: id.client, clock });
  }
  return letters;
}
