/**
 * Yjs tidies formatting by itself: after a remote change every replica, a reader's too, deletes format marks that say
 * nothing (a second "bold on", a "bold off" where nothing is bold) and sends these deletions as an edit of its own.
 * They change no word and no look, so nobody is refused for them.
 */
import * as Y from 'yjs';
import type { Effort } from './effort.ts';
import type { NewDeletion } from './new-deletions.ts';

type Deleted = ReadonlySet<Y.Item>;
/** What a mark says, with those that are deleted and without. */
type Look = { now: string | undefined; later: string | undefined };

/** True when deleting all of these leaves every text run as it looks now. */
export function isTidying(deletions: readonly NewDeletion[], effort: Effort): boolean {
  const byText = new Map<Y.XmlText, Set<Y.Item>>();
  for (const { held } of deletions) {
    if (!(held?.content instanceof Y.ContentFormat) || !(held.parent instanceof Y.XmlText)) return false;
    const marks = byText.get(held.parent) ?? new Set();
    byText.set(held.parent, marks.add(held));
  }
  return [...byText].every(([text, marks]) => looksTheSame(text, marks, effort));
}

/** Walks a text once: no word may have one look with the marks and another one without. */
function looksTheSame(text: Y.XmlText, deleted: Deleted, effort: Effort): boolean {
  const looks = new Map<string, Look>();
  for (const { content } of deleted)
    if (content instanceof Y.ContentFormat) looks.set(content.key, { now: undefined, later: undefined });
  let different = 0;
  for (let item = text._start; item !== null && !effort.isTooMuch; item = item.right) {
    effort.spend(1);
    if (item.deleted) continue;
    if (different > 0 && item.content instanceof Y.ContentString) return false;
    const look = item.content instanceof Y.ContentFormat ? looks.get(item.content.key) : undefined;
    if (!look || !(item.content instanceof Y.ContentFormat)) continue;
    different -= Number(look.now !== look.later);
    const { value } = item.content;
    look.now = value === null ? undefined : JSON.stringify(value);
    if (!deleted.has(item)) look.later = look.now;
    different += Number(look.now !== look.later);
  }
  // What was not looked at to its end may look different.
  return !effort.isTooMuch;
}
