/**
 * Is this content one that the editors know, in a place where they allow it? The editor binding deletes, for everyone,
 * whatever its schema refuses, so nothing of the kind may enter (F-36).
 */
import type { NodeType } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isSection } from '../../sections/parts.ts';
import type { SectionId } from '../../sections/sections.ts';
import { markName } from '../mark-name.ts';
import { isPlace, placeKey } from '../row-places.ts';
import { textSchema } from '../schema.ts';
import { type CellType, type Columns, fieldsIn, isCellValue, rowKey, rowsIn } from '../tables.ts';
import { isMarkValue, isNodeAttribute } from './attribute-values.ts';
import { isCommentKey } from './comment-key.ts';
import type { AnyType, Place } from './places.ts';

/** True when the item's content may stand in its place. */
export function isInSchema(item: Y.Item, place: Place): boolean {
  const { content } = item;
  if (place.kind === 'garbage') return isKnownKind(content);
  const { parent, key } = place;
  if (parent instanceof Y.Map) return isCell(content, parent, place);
  if (parent instanceof Y.Array) return key === null && isRow(content);
  if (key !== null) return isAttribute(content, parent, key);
  if (parent instanceof Y.XmlText) return isInText(content);
  return content instanceof Y.ContentDeleted || isChild(content, parent);
}

/** What Yjs turns into garbage is seen by nobody; kinds that no editor writes are refused all the same. */
function isKnownKind(content: Y.Item['content']): boolean {
  return [Y.ContentDeleted, Y.ContentString, Y.ContentFormat, Y.ContentType, Y.ContentAny].some(
    (kind) => content instanceof kind,
  );
}

function isInText(content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentFormat) return isMark(content.key, content.value);
  return content instanceof Y.ContentString || content instanceof Y.ContentDeleted;
}

function isMark(key: string, value: unknown): boolean {
  const name = markName(key);
  if (!Object.hasOwn(textSchema.marks, name)) return false;
  const isKey = name === 'comment' ? isCommentKey(key) : key === name;
  return isKey && (value === null || isMarkValue(name, value));
}

function isAttribute(content: Y.Item['content'], parent: AnyType, key: string): boolean {
  if (!(parent instanceof Y.XmlElement) || !isNodeAttribute(parent.nodeName, key, null)) return false;
  if (content instanceof Y.ContentDeleted) return true;
  // Several values in one struct are one set after the other, offline, and kept for undoing: only the last one shows.
  return (
    content instanceof Y.ContentAny &&
    (content.arr as unknown[]).every((value) => isNodeAttribute(parent.nodeName, key, value))
  );
}

/** A row: a map, in which only cells may stand. */
function isRow(content: Y.Item['content']): boolean {
  return content instanceof Y.ContentDeleted || (content instanceof Y.ContentType && content.type instanceof Y.Map);
}

/** A value under one of the section's columns: those of its fields in the root, of any of its rows elsewhere. */
function isCell(content: Y.Item['content'], map: AnyType, { key, section }: Place & { kind: 'inside' }): boolean {
  if (key === null || !isSection(section)) return false;
  const isField = map._item === null && map.doc !== null;
  const allowed = isField ? fieldValues(section, key) : rowValues(section, key);
  if (content instanceof Y.ContentDeleted) return allowed.length > 0;
  return (
    content instanceof Y.ContentAny &&
    (content.arr as unknown[]).every((value) => allowed.some((isAllowed) => isAllowed(value)))
  );
}

type IsAllowed = (value: unknown) => boolean;

function fieldValues(section: SectionId, key: string): readonly IsAllowed[] {
  return cellValues([fieldsIn(section)], key);
}

/** A cell, the row's kind, or its place. */
function rowValues(section: SectionId, key: string): readonly IsAllowed[] {
  const kinds = rowsIn(section);
  if (key === rowKey) return [(value) => isCellValue(Object.keys(kinds), value)];
  return key === placeKey ? [isPlace] : cellValues(Object.values(kinds), key);
}

function cellValues(kinds: readonly Columns[], key: string): readonly IsAllowed[] {
  return kinds.flatMap((columns) =>
    Object.hasOwn(columns, key) ? [(value: unknown) => isCellValue(columns[key] as CellType, value)] : [],
  );
}

function isChild(content: Y.Item['content'], parent: AnyType): boolean {
  if (!(content instanceof Y.ContentType)) return false;
  const parentType = nodeTypeOf(parent);
  const childType = nodeTypeOf(content.type);
  return parentType !== undefined && childType !== undefined && parentType.contentMatch.matchType(childType) !== null;
}

/** The schema's node for a Yjs type; a section's root is the schema's document. */
function nodeTypeOf(type: AnyType): NodeType | undefined {
  if (type instanceof Y.XmlText) return textSchema.nodes.text;
  if (type instanceof Y.XmlElement) {
    const { nodeName } = type;
    const isElement = Object.hasOwn(textSchema.nodes, nodeName) && nodeName !== 'text' && nodeName !== 'doc';
    return isElement ? textSchema.nodes[nodeName] : undefined;
  }
  return type instanceof Y.XmlFragment && type._item === null && type.doc !== null ? textSchema.topNodeType : undefined;
}
