/**
 * Yjs tidies formatting by itself: after a remote change every replica, a reader's too, deletes format marks that say
 * nothing (a second "bold on", a "bold off" where nothing is bold) and sends these deletions as an edit of its own.
 * They change no word and no look, so nobody is refused for them.
 */
import * as Y from 'yjs';
import type { NewDeletion } from './new-deletions.ts';

/** True when deleting all of these leaves every text run as it looks now. */
export function isTidying(deletions: readonly NewDeletion[]): boolean {
  const byText = new Map<Y.XmlText, Set<Y.Item>>();
  for (const { held } of deletions) {
    if (!(held?.content instanceof Y.ContentFormat) || !(held.parent instanceof Y.XmlText)) return false;
    const marks = byText.get(held.parent) ?? new Set();
    byText.set(held.parent, marks.add(held));
  }
  return [...byText].every(([text, marks]) => runsOf(text, new Set()) === runsOf(text, marks));
}

/** The runs of a text with their marks, as one string to compare. */
function runsOf(text: Y.XmlText, without: ReadonlySet<Y.Item>): string {
  const marks = new Map<string, string>();
  const runs: { words: string; readonly look: string }[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || without.has(item)) continue;
    if (item.content instanceof Y.ContentFormat) setMark(marks, item.content);
    else if (item.content instanceof Y.ContentString) {
      const look = JSON.stringify([...marks].sort(([a], [b]) => (a < b ? -1 : 1)));
      const last = runs.at(-1);
      if (last?.look === look) last.words += item.content.str;
      else runs.push({ words: item.content.str, look });
    }
  }
  return JSON.stringify(runs);
}

function setMark(marks: Map<string, string>, { key, value }: Y.ContentFormat): void {
  if (value === null) marks.delete(key);
  else marks.set(key, JSON.stringify(value));
}
