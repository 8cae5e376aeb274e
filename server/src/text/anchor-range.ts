/**
 * A range of words given by two relative positions: which text runs it covers, what it says, and the server's mark on it.
 */
import { commentKey } from '@entente/shared/text/admission/comment-key';
import { zRelativePosition } from '@entente/shared/wire/relative-position';
import * as Y from 'yjs';

type AnyType = Y.ContentType['type'];

/** A stretch of one text run, in UTF-16 units. */
type Stretch = { readonly text: Y.XmlText; readonly from: number; readonly length: number; readonly words: string };

export type WordRange = {
  readonly stretches: readonly Stretch[];
  /** The words, a line end between blocks, cut after {@link longestQuote}. */
  readonly quote: string;
  /** The same range as relative positions of the text as it is now. */
  readonly anchor: { readonly from: unknown; readonly to: unknown };
};

const longestQuote = 2_000;

/** The range between two positions (JSON, in any order), `undefined` when they don't enclose words of this section. */
export function wordRange(section: Y.XmlFragment, from: unknown, to: unknown): WordRange | undefined {
  const one = positionIn(section, from);
  const other = positionIn(section, to);
  if (!one || !other) return undefined;
  const map = mapOf(section);
  const offsets = [one, other].map((position) => offsetOf(map, position));
  const [start, end] = [Math.min(...offsets), Math.max(...offsets)];
  const stretches = map.runs.flatMap((run) => stretchOf(run, start, end));
  const quote = quoteOf(stretches);
  if (quote.trim() === '') return undefined;
  const [first, last] = offsets[0] === start ? [one, other] : [other, one];
  return { stretches, quote: quote.slice(0, longestQuote), anchor: { from: asJson(first), to: asJson(last) } };
}

/** Writes the thread's mark over the range, as the editor binding would name it, and tidies what that leaves. */
export function markThread({ stretches }: WordRange, thread: string): void {
  for (const { text, from, length } of stretches) {
    text.format(from, length, { [commentKey(thread)]: { thread } });
    // Pages tidy after a remote change; done here, they find nothing to do and send nothing back.
    Y.cleanupYTextFormatting(text);
  }
}

function positionIn(section: Y.XmlFragment, json: unknown): Y.AbsolutePosition | undefined {
  const parsed = zRelativePosition.safeParse(json);
  const doc = section.doc;
  if (!parsed.success || doc === null) return undefined;
  const relative = Y.createRelativePositionFromJSON(parsed.data);
  const position = Y.createAbsolutePositionFromRelativePosition(relative, doc);
  return position && rootOf(position.type) === section ? position : undefined;
}

function rootOf(type: AnyType): AnyType {
  let root = type;
  for (let item = root._item; item !== null; item = root._item) root = item.parent as AnyType;
  return root;
}

function asJson({ type, index, assoc }: Y.AbsolutePosition): unknown {
  return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(type, index, assoc));
}

type Run = { readonly text: Y.XmlText; readonly start: number; readonly words: string };

/** Every text run with its place in the section's words; for elements, where each of their children begins. */
type WordMap = { readonly runs: Run[]; readonly childStarts: Map<AnyType, number[]> };

function mapOf(section: Y.XmlFragment): WordMap {
  const map: WordMap = { runs: [], childStarts: new Map() };
  walk(section, 0, map);
  return map;
}

/** Returns the place after the element. */
function walk(element: Y.XmlFragment, start: number, map: WordMap): number {
  let place = start;
  const starts: number[] = [];
  for (const child of element.toArray()) {
    starts.push(place);
    if (child instanceof Y.XmlText) {
      const words = wordsOf(child);
      map.runs.push({ text: child, start: place, words });
      place += words.length;
    } else if (child instanceof Y.XmlElement) place = walk(child, place, map);
  }
  map.childStarts.set(element, [...starts, place]);
  return place;
}

function wordsOf(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');
}

function offsetOf(map: WordMap, { type, index }: Y.AbsolutePosition): number {
  const run = map.runs.find(({ text }) => text === type);
  if (run) return run.start + Math.min(index, run.words.length);
  const starts = map.childStarts.get(type) ?? [0];
  return starts[Math.min(index, starts.length - 1)] ?? 0;
}

function stretchOf({ text, start, words }: Run, from: number, to: number): readonly Stretch[] {
  const begin = Math.max(from, start) - start;
  const end = Math.min(to, start + words.length) - start;
  return end > begin ? [{ text, from: begin, length: end - begin, words: words.slice(begin, end) }] : [];
}

/** Runs lie in different blocks, or on both sides of a line break: either way a new line begins. */
function quoteOf(stretches: readonly Stretch[]): string {
  return stretches.map(({ words }) => words).join('\n');
}
