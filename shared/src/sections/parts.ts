/**
 * The parts of a convention's document that can be opened and closed by themselves: the fixed sections, each party's core
 * (DOC-7), and the minutes of each meeting, which are written in the same document and are no part of the convention.
 */
import { fieldsIn, rowsIn } from '../text/tables.ts';
import { type SectionId, sectionIds, textRoot } from './sections.ts';

/** A party's core: the text of « le cœur du projet » that this organisation alone may change (DOC-7). */
export type CoreId = `core:${string}`;
/** The minutes of one meeting, written together while it is open. */
export type MinutesId = `minutes:${string}`;
/** What the parties agree to: what stances, approvals and signatures are about. */
export type AgreedPart = SectionId | CoreId;
export type PartId = AgreedPart | MinutesId;

/** What a root of the `Y.Doc` holds: a part's words (`Y.XmlFragment`), a section's rows (`Y.Array`) or its fields (`Y.Map`). */
export type RootKind = 'words' | 'rows' | 'fields';
export type Root = { readonly kind: RootKind; readonly part: PartId };

const identifier = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const prefixes = { words: 'text:', rows: 'rows:', fields: 'fields:' } as const;

/** The part that holds this party's core. */
export function coreOf(organisation: string): CoreId {
  return `core:${organisation}`;
}

/** The part that holds this meeting's minutes. */
export function minutesOf(meeting: string): MinutesId {
  return `minutes:${meeting}`;
}

/** The party whose core it is; `undefined` for any other part. */
export function partyOfCore(part: PartId): string | undefined {
  return part.startsWith('core:') ? part.slice('core:'.length) : undefined;
}

/** The meeting whose minutes it is; `undefined` for any other part. */
export function meetingOfMinutes(part: PartId): string | undefined {
  return part.startsWith('minutes:') ? part.slice('minutes:'.length) : undefined;
}

/** True for one of the fixed sections. */
export function isSection(part: PartId): part is SectionId {
  return (sectionIds as readonly string[]).includes(part);
}

/** The part of that name, or `undefined` for an unknown one. */
export function readPart(name: string): PartId | undefined {
  return isSection(name as PartId) || readRoot(name)?.part === name ? (name as PartId) : undefined;
}

/** The root that holds a part's words: `text:<section>`, `core:<party>`, `minutes:<meeting>`. */
export function wordsRoot(part: PartId): string {
  return isSection(part) ? textRoot(part) : part;
}

/** The root that holds a section's rows: a `Y.Array` of `Y.Map`. */
export function rowsRoot(section: SectionId): string {
  return prefixes.rows + section;
}

/** The root that holds a section's fields: a `Y.Map`. */
export function fieldsRoot(section: SectionId): string {
  return prefixes.fields + section;
}

/** A section without rows or fields has no roots for them. */
function isWritten(kind: RootKind, section: SectionId): boolean {
  if (kind === 'words') return true;
  return Object.keys(kind === 'rows' ? rowsIn(section) : fieldsIn(section)).length > 0;
}

/** The roots that every convention has: words of each section, and rows and fields where there are some. */
export function fixedRoots(): readonly string[] {
  return sectionIds.flatMap((section) =>
    [textRoot(section), rowsRoot(section), fieldsRoot(section)].filter((root) => readRoot(root) !== undefined),
  );
}

/** What a root of the `Y.Doc` holds, or `undefined` for an unknown one. */
export function readRoot(name: string): Root | undefined {
  for (const kind of ['words', 'rows', 'fields'] as const) {
    if (!name.startsWith(prefixes[kind])) continue;
    const part = name.slice(prefixes[kind].length) as SectionId;
    return isSection(part) && isWritten(kind, part) ? { kind, part } : undefined;
  }
  const [prefix, id] = name.split(/:(.*)/s);
  const isOther = (prefix === 'core' || prefix === 'minutes') && id !== undefined && identifier.test(id);
  return isOther ? { kind: 'words', part: name as CoreId | MinutesId } : undefined;
}
