/**
 * A list of blocks as plain JSON, the way a section's words travel outside a `Y.Doc` (Word import, templates).
 *
 * It is ProseMirror's own JSON, attributes that have their default value left out. What comes from outside is checked
 * with {@link areTextBlocks} before it is used: the schema's names, known attributes with sane values, allowed links.
 */

import { z } from 'zod';
import { isRecord } from '../is-record.ts';
import { headingLevels, isLinkAllowed, textSchema } from './schema.ts';

export type AttributeJson = string | number | boolean | null | readonly number[];

export type MarkJson = { readonly type: string; readonly attrs?: Readonly<Record<string, AttributeJson>> };

/** One node: a block, or inside a block its text (`type: 'text'` with `text` and `marks`) and line breaks. */
export type BlockJson = {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, AttributeJson>>;
  readonly content?: readonly BlockJson[];
  readonly text?: string;
  readonly marks?: readonly MarkJson[];
};

/** Deeper than any list in a list in a table that a person would write; deeper is an attack on the reader's stack. */
const deepest = 32;

/** Word itself allows 63 columns. */
const mostColumns = 63;
const mostRows = 2000;

/**
 * A list of blocks that fits the text's schema. The check is one function rather than nested zod shapes, so that it can
 * bound the depth before it walks down.
 */
export const zBlocks = z
  .array(z.record(z.string(), z.unknown()))
  .refine(areTextBlocks, { error: 'blocks-outside-schema' }) as unknown as z.ZodType<readonly BlockJson[]>;

/** True for an array of blocks that fit the text's schema, comment anchors excluded (only the server writes those). */
export function areTextBlocks(value: unknown): value is readonly BlockJson[] {
  if (!Array.isArray(value) || !isShallow(value) || !value.every(isKnownNode)) return false;
  try {
    textSchema.nodeFromJSON({ type: 'doc', content: value }).check();
    return true;
  } catch (error) {
    // ProseMirror tells a misfit (a cell outside a row, a block in a paragraph) by a RangeError and nothing else.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The words of some blocks: runs of one line joined as they are, lines and blocks separated by a line end. */
export function wordsOf(blocks: readonly BlockJson[]): string {
  return blocks.map((block) => lineOf(block)).join('');
}

/** The words of one block on one line, white space of every kind reduced to single spaces, no-break spaces kept. */
export function onOneLine(blocks: readonly BlockJson[]): string {
  return wordsOf(blocks)
    .replace(/[ \t\r\n]+/g, ' ')
    .trim();
}

/** Bold or underlined: the two ways in which a title stands out inside a paragraph. */
export function isEmphasised(node: BlockJson): boolean {
  if (node.type !== 'text') return false;
  return (node.marks ?? []).some((mark) => mark.type === 'bold' || mark.type === 'underline');
}

function lineOf(node: BlockJson): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  const inner = (node.content ?? []).map(lineOf).join('');
  return inner.endsWith('\n') ? inner : `${inner}\n`;
}

/** Walks by levels, without recursion: the depth is what it bounds. */
function isShallow(blocks: readonly unknown[]): boolean {
  let level: readonly unknown[] = blocks;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return false;
    level = level.flatMap((node) => (isRecord(node) && Array.isArray(node.content) ? node.content : []));
  }
  return true;
}

const nodeKeys = new Set(['type', 'attrs', 'content', 'text', 'marks']);

function isKnownNode(node: unknown): boolean {
  if (!isRecord(node) || typeof node.type !== 'string' || !Object.keys(node).every((key) => nodeKeys.has(key))) {
    return false;
  }
  const { type, attrs, content, text, marks } = node;
  if (!Object.hasOwn(textSchema.nodes, type as string) || type === 'doc') return false;
  if (type === 'text' ? typeof text !== 'string' || text === '' || content !== undefined : text !== undefined)
    return false;
  return (
    areKnownAttributes(type as string, attrs) &&
    (content === undefined || (Array.isArray(content) && content.every(isKnownNode))) &&
    (marks === undefined || (Array.isArray(marks) && marks.every(isKnownMark)))
  );
}

function isKnownMark(mark: unknown): boolean {
  if (!isRecord(mark) || typeof mark.type !== 'string') return false;
  const { type, attrs } = mark;
  if (!Object.hasOwn(textSchema.marks, type as string) || type === 'comment') return false;
  if (type === 'link' && !(isRecord(attrs) && typeof attrs.href === 'string')) return false;
  return areKnownAttributes(type as string, attrs);
}

function areKnownAttributes(type: string, attrs: unknown): boolean {
  if (attrs === undefined) return true;
  return isRecord(attrs) && Object.entries(attrs).every(([name, value]) => isSaneAttribute(type, name, value));
}

function isSaneAttribute(type: string, name: string, value: unknown): boolean {
  switch (`${type}.${name}`) {
    case 'heading.level':
      return headingLevels.some((level) => level === value);
    case 'orderedList.start':
      return isWholeNumber(value, 0, 9999);
    case 'orderedList.type':
      return value === null || ['1', 'a', 'A', 'i', 'I'].some((known) => known === value);
    case 'tableCell.colspan':
    case 'tableHeader.colspan':
      return isWholeNumber(value, 1, mostColumns);
    case 'tableCell.rowspan':
    case 'tableHeader.rowspan':
      return isWholeNumber(value, 1, mostRows);
    case 'link.href':
      return typeof value === 'string' && value.length <= 2000 && isLinkAllowed(value);
    default:
      return isDefaultAttribute(type, name, value);
  }
}

/** Any other attribute may be written out, with the value it would have anyway. */
function isDefaultAttribute(type: string, name: string, value: unknown): boolean {
  const attributes = (textSchema.nodes[type] ?? textSchema.marks[type])?.spec.attrs;
  return (
    attributes !== undefined &&
    attributes !== null &&
    Object.hasOwn(attributes, name) &&
    attributes[name]?.default === value
  );
}

function isWholeNumber(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
