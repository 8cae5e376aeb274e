/**
 * Comment marks are the server's. An editor re-creates text when a paragraph is split, moved or brought back, and the
 * marks come along: that is honest. Putting a thread over words that were there and did not bear it is not, be it by a new
 * mark or by deleting the end of one.
 *
 * New words may bear a known thread: typing inside an anchored range gives the same, so nothing is gained by forging it. So
 * may words that stand where the server put the thread: they were typed among the commented ones, and bear it again when
 * these are brought back. What an author may not have known excuses nothing, for anybody can claim to have known nothing: so
 * one undo is refused that is honest, of a deletion before whose place others typed meanwhile
 * (`tests/rules/admission-comment-marks.test.ts` shows that a forger writes the same bytes).
 */
import * as Y from 'yjs';
import { isServersMark } from '../server-document.ts';
import { type Refused, refused, type WritingRights } from './admission.ts';
import { commentKey } from './comment-key.ts';
import { DeletedUnits } from './deleted-units.ts';
import type { Effort } from './effort.ts';
import type { NewDeletion } from './new-deletions.ts';
import type { AnyType, Placed, Places } from './places.ts';
import type { Rehearsal, Unit } from './rehearsal.ts';

/** Steps that a struct counts as whose marks are looked at. */
const coverSteps = 2;

/** A thread's mark in one run of words. */
type CommentMark = { readonly text: Y.XmlText; readonly key: string };
type NewMark = CommentMark & { readonly isHeld: boolean; readonly thread: string };
type Judged = {
  readonly doc: Y.Doc;
  readonly places: Places;
  readonly rehearsal: Rehearsal;
  readonly rights: WritingRights;
  readonly deletions: readonly NewDeletion[];
  readonly effort: Effort;
};
/** Whether a thread's mark lies here: on the words that are there now, where the server put it, and after the update. */
type Cover = { now: boolean; servers: boolean; later: boolean };

/** Refused with `comment-mark` when the update marks words with a thread that did not stand there. */
export function checkCommentMarks(judged: Judged): Refused | undefined {
  const { places, rights, deletions } = judged;
  const marks = places.placed.flatMap((placed) => newMarkOf(placed, places));
  const isForged = marks.some(({ key, thread }) => key !== commentKey(thread) || !rights.isThread(thread));
  const changed = keysByText([...marks.filter(({ isHeld }) => isHeld), ...endsDeleted(deletions)]);
  if (!isForged && (changed.size === 0 || leavesHeldWordsAlone(changed, judged))) return undefined;
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
function keysByText(marks: readonly CommentMark[]): ReadonlyMap<Y.XmlText, ReadonlySet<string>> {
  const keys = new Map<Y.XmlText, Set<string>>();
  for (const { text, key } of marks) keys.set(text, (keys.get(text) ?? new Set()).add(key));
  return keys;
}

function leavesHeldWordsAlone(changed: ReadonlyMap<Y.XmlText, ReadonlySet<string>>, judged: Judged): boolean {
  const deleted = new DeletedUnits(judged.deletions);
  return [...changed].every(
    ([text, keys]) => deleted.isWithin(text) || new Covers(keys, { ...judged, deleted }).stayOn(text),
  );
}

/** Walks a run of words once, as it will be, and compares which marks lie over it then with those that lie there now. */
class Covers {
  readonly #parts: Judged & { readonly deleted: DeletedUnits };
  readonly #covers: ReadonlyMap<string, Cover>;
  /** How many marks lie where they may not. */
  #wrong = 0;

  constructor(keys: ReadonlySet<string>, parts: Judged & { readonly deleted: DeletedUnits }) {
    this.#parts = parts;
    this.#covers = new Map([...keys].map((key) => [key, { now: false, servers: false, later: false }]));
  }

  /** True when no word that was there comes under a mark. */
  stayOn(text: AnyType): boolean {
    const { rehearsal, effort } = this.#parts;
    for (
      let unit = rehearsal.first({ parent: text, key: null });
      unit && !effort.isTooMuch;
      unit = rehearsal.next(unit)
    ) {
      effort.spend(coverSteps);
      const item = rehearsal.sourceOf(unit);
      if (item.content instanceof Y.ContentFormat) this.#pass(unit, item, item.content);
      else if (this.#wrong > 0 && item.content instanceof Y.ContentString && this.#isHeldWord(unit, item)) return false;
    }
    return true;
  }

  #pass(unit: Unit, item: Y.Item, { key, value }: Y.ContentFormat): void {
    const cover = this.#covers.get(key);
    if (!cover) return;
    const isOn = value !== null;
    const isHeld = this.#isHeld(unit);
    this.#wrong -= Number(isWrong(cover));
    if (isHeld && !item.deleted) cover.now = isOn;
    if (isHeld && isServersMark(item)) cover.servers = isOn;
    if (!item.deleted && !this.#parts.deleted.has(unit.id)) cover.later = isOn;
    this.#wrong += Number(isWrong(cover));
  }

  #isHeldWord(unit: Unit, item: Y.Item): boolean {
    return !item.deleted && this.#isHeld(unit) && !this.#parts.deleted.hasAll(unit);
  }

  #isHeld({ id }: Unit): boolean {
    return id.clock < Y.getState(this.#parts.doc.store, id.client);
  }
}

function isWrong({ now, servers, later }: Cover): boolean {
  return later && !now && !servers;
}
