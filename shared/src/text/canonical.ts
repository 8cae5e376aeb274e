/**
 * The canonical form of a section's words: what stances, approvals and signatures are bound to (NEG-6, APP-2).
 *
 * It is read straight from the `Y.XmlFragment`, never through an editor, so that computing it writes nothing. Comment
 * anchors and layout are left out; neighbouring runs with the same marks are joined; attributes that have their
 * default value are dropped. Two texts that a reader can't tell apart have the same canonical form.
 */

import * as Y from 'yjs';
import { canonicalJson } from '../canonical-json.ts';
import { isRecord } from '../is-record.ts';
import { isSection, type PartId, wordsRoot } from '../sections/parts.ts';
import { canonicalTables } from './canonical-tables.ts';
import { markName } from './mark-name.ts';
import { saysNothing } from './says-nothing.ts';
import { textSchema } from './schema.ts';

export type CanonicalMark = { readonly type: string; readonly attrs?: Readonly<Record<string, CanonicalValue>> };

export type CanonicalValue = string | number | boolean;

export type CanonicalNode =
  | { readonly type: 'text'; readonly text: string; readonly marks?: readonly CanonicalMark[] }
  | {
      readonly type: string;
      readonly text?: undefined;
      readonly attrs?: Readonly<Record<string, CanonicalValue>>;
      readonly content?: readonly CanonicalNode[];
    };

/** Marks and attributes that say how words look on one screen, or who discusses them, and bind nobody. */
const marksLeftOut = new Set(['comment']);
const attributesLeftOut = new Set(['colwidth', 'target', 'rel', 'class']);

/** The canonical nodes of one part of the document: its words, and of a section also its fields and rows. */
export function canonicalPart(doc: Y.Doc, part: PartId): readonly CanonicalNode[] {
  const words = canonicalWords(doc.getXmlFragment(wordsRoot(part)));
  return isSection(part) ? [...words, ...canonicalTables(doc, part)] : words;
}

/** The canonical nodes of a fragment's words. */
export function canonicalWords(fragment: Y.XmlFragment): readonly CanonicalNode[] {
  return childrenOf(fragment);
}

/** The words alone, blocks separated by line ends: for search, previews and the blank test. */
export function plainText(nodes: readonly CanonicalNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text ?? '';
      if (node.type === 'hardBreak') return '\n';
      const inner = plainText(('content' in node ? node.content : undefined) ?? []);
      return textSchema.nodes[node.type]?.isInline ? inner : `${inner}\n`;
    })
    .join('');
}

/** True when a part has no word and no filled cell in it: white space and empty structure don't count. */
export function isBlank(nodes: readonly CanonicalNode[]): boolean {
  return saysNothing(plainText(nodes)) && !nodes.some(isFilled);
}

/** A cell of fields, or one of a row beside its kind. */
function isFilled(node: CanonicalNode): boolean {
  const cells = 'attrs' in node ? Object.keys(node.attrs ?? {}).length : 0;
  return (node.type === 'fields' && cells > 0) || (node.type === 'row' && cells > 1);
}

function childrenOf(parent: Y.XmlFragment | Y.XmlElement): CanonicalNode[] {
  const children: CanonicalNode[] = [];
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) appendRuns(children, child);
    else if (child instanceof Y.XmlElement) children.push(elementOf(child));
  }
  return children;
}

function elementOf(element: Y.XmlElement): CanonicalNode {
  const content = childrenOf(element);
  const attrs = meaningfulAttributes(element.getAttributes(), textSchema.nodes[element.nodeName]?.spec.attrs);
  return {
    type: element.nodeName,
    ...(attrs ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

function appendRuns(children: CanonicalNode[], text: Y.XmlText): void {
  for (const run of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof run.insert !== 'string' || run.insert === '') continue;
    const marks = marksOf(run.attributes ?? {});
    const last = children.at(-1);
    if (last?.type === 'text' && typeof last.text === 'string' && sameMarks(last, marks)) {
      children[children.length - 1] = textNode(last.text + run.insert, marks);
    } else {
      children.push(textNode(run.insert, marks));
    }
  }
}

function textNode(text: string, marks: readonly CanonicalMark[]): CanonicalNode {
  return { type: 'text', text, ...(marks.length > 0 ? { marks } : {}) };
}

function sameMarks(node: CanonicalNode, marks: readonly CanonicalMark[]): boolean {
  return canonicalJson('marks' in node ? (node.marks ?? []) : []) === canonicalJson(marks);
}

function marksOf(attributes: Record<string, unknown>): CanonicalMark[] {
  return Object.entries(attributes)
    .filter(([key, value]) => value !== null && value !== undefined && !marksLeftOut.has(markName(key)))
    .map(([key, value]) => {
      const type = markName(key);
      const attrs = isRecord(value) ? meaningfulAttributes(value, textSchema.marks[type]?.spec.attrs) : undefined;
      return { type, ...(attrs ? { attrs } : {}) };
    })
    .sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));
}

function meaningfulAttributes(
  attributes: Record<string, unknown>,
  known: Record<string, { default?: unknown }> | null | undefined,
): Record<string, CanonicalValue> | undefined {
  const kept: Record<string, CanonicalValue> = {};
  for (const key of Object.keys(attributes).sort()) {
    const value = attributes[key];
    if (attributesLeftOut.has(key) || value === known?.[key]?.default) continue;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') kept[key] = value;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}
