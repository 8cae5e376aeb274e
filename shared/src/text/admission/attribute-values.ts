/**
 * The values that an attribute may have on the wire. Their names come from the schema; a value that an editor can't
 * use would throw in everybody's page, or run a script from a link.
 */
import { headingLevels, isLinkAllowed } from '../schema.ts';

type Accepts = (value: unknown) => boolean;

const isNumber =
  (from: number, to: number): Accepts =>
  (value) =>
    Number.isInteger(value) && (value as number) >= from && (value as number) <= to;

const isText =
  (longest: number): Accepts =>
  (value) =>
    typeof value === 'string' && value.length <= longest;

const isWord: Accepts = (value) => typeof value === 'string' && /^[\w-]{0,40}$/.test(value);

const isColumnWidths: Accepts = (value) =>
  Array.isArray(value) &&
  value.length <= 1_000 &&
  value.every((width) => width === null || isNumber(0, 100_000)(width));

const cell: Readonly<Record<string, Accepts>> = {
  colspan: isNumber(1, 1_000),
  rowspan: isNumber(1, 1_000),
  colwidth: isColumnWidths,
  align: isWord,
};

const ofNodes: Readonly<Record<string, Readonly<Record<string, Accepts>>>> = {
  heading: { level: (value) => headingLevels.some((level) => level === value) },
  orderedList: { start: isNumber(-1_000_000, 1_000_000), type: isWord },
  tableCell: cell,
  tableHeader: cell,
};

const ofMarks: Readonly<Record<string, Readonly<Record<string, Accepts>>>> = {
  link: {
    href: (value) => typeof value === 'string' && value.length <= 4_096 && isLinkAllowed(value),
    target: isWord,
    rel: isText(200),
    class: isText(500),
    title: isText(1_000),
  },
  comment: { thread: isText(100) },
};

/** True when a node of this name may carry the attribute with this value; null stands for the default. */
export function isNodeAttribute(node: string, name: string, value: unknown): boolean {
  return isAccepted(ofNodes[node], name, value);
}

/** True for a mark's value on the wire: an object with known attributes only, each with a possible value. */
export function isMarkValue(mark: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, inner]) => isAccepted(ofMarks[mark], name, inner));
}

function isAccepted(accepted: Readonly<Record<string, Accepts>> | undefined, name: string, value: unknown): boolean {
  if (accepted === undefined || !Object.hasOwn(accepted, name)) return false;
  return value === null || accepted[name]?.(value) === true;
}
