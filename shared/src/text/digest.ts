import type * as Y from 'yjs';
import { canonicalJson } from '../canonical-json.ts';
import {
  type AgreedPart,
  type CoreId,
  isSection,
  type MinutesId,
  meetingOfMinutes,
  type PartId,
  readRoot,
} from '../sections/parts.ts';
import { type SectionId, sectionIds } from '../sections/sections.ts';
import { sha256Hex } from '../sha256.ts';
import { type CanonicalNode, canonicalPart, isBlank } from './canonical.ts';
import { type Particulars, particularsIn } from './particulars.ts';
import { linesOfMinutes } from './words-of-minutes.ts';

/** A SHA-256 in lower-case hexadecimal, 64 characters. */
export type Digest = string;

/** What the rules need to know of the text; they never see the words themselves. */
export type TextFacts = {
  readonly sections: Readonly<Record<SectionId, SectionFacts>>;
  /** The cores that a party has begun, by part; one that is missing is blank (DOC-7). */
  readonly cores: Readonly<Record<CoreId, PartFacts>>;
  /** The words of meetings' minutes as they stand in the same document, by meeting; missing or '': blank. No part of the digest. */
  readonly minutes: Readonly<Record<string, string>>;
  /** Digest of the whole text: the canonical list of the digests of the sections and of the cores that are not blank (APP-2). */
  readonly digest: Digest;
};

export type PartFacts = { readonly digest: Digest; readonly blank: boolean };
/** `blank`: neither words nor a filled cell. */
export type SectionFacts = PartFacts & { readonly particulars: Particulars };

/** The digests of every section, and of each core that is not blank. */
export type PartDigests = Readonly<Record<SectionId, Digest>> & Readonly<Partial<Record<CoreId, Digest>>>;

/** The canonical nodes of each part that is agreed to: all sections, and the cores that exist. */
export type CanonicalText = Readonly<Record<SectionId, readonly CanonicalNode[]>> &
  Readonly<Partial<Record<CoreId, readonly CanonicalNode[]>>>;

/** The facts of one part, from its canonical nodes. */
export function partFacts(part: PartId, content: readonly CanonicalNode[]): SectionFacts {
  const digest = sha256Hex(canonicalJson({ section: part, content }));
  return { digest, blank: isBlank(content), particulars: particularsIn(content) };
}

/** The facts of a whole document. Reads, never writes: a root that is not there yet counts as empty. */
export function textFactsOf(doc: Y.Doc): TextFacts {
  const parts = agreedPartsIn(doc).map((part) => [part, partFacts(part, canonicalPart(doc, part))] as const);
  return factsFromParts(parts, minutesIn(doc));
}

/** The words of one meeting's minutes as they stand. */
export function wordsOfMinutes(doc: Y.Doc, part: MinutesId): string {
  return linesOfMinutes(canonicalPart(doc, part));
}

/** The words of all minutes that somebody has begun, by meeting. */
export function minutesIn(doc: Y.Doc, read = (part: MinutesId) => wordsOfMinutes(doc, part)): TextFacts['minutes'] {
  const begun = [...doc.share.keys()].filter(
    (root): root is MinutesId => readRoot(root)?.part.startsWith('minutes:') === true,
  );
  return Object.fromEntries(begun.map((part) => [meetingOfMinutes(part), read(part)]));
}

/** The facts of a text from its canonical nodes. */
export function factsOfText(text: CanonicalText): TextFacts {
  const parts = Object.entries(text) as [AgreedPart, readonly CanonicalNode[]][];
  return factsFromParts(parts.map(([part, content]) => [part, partFacts(part, content)]));
}

/** The parts of a document that are agreed to: every section, and the cores that somebody has begun. */
export function agreedPartsIn(doc: Y.Doc): readonly AgreedPart[] {
  const cores = [...doc.share.keys()].filter(
    (root): root is CoreId => readRoot(root)?.part.startsWith('core:') === true,
  );
  return [...sectionIds, ...cores.sort()];
}

/** The facts of the whole from the facts of its parts, so that an edit recomputes one part only. Throws when a section is missing. */
export function factsFromParts(
  parts: Iterable<readonly [AgreedPart, SectionFacts]>,
  minutes: TextFacts['minutes'] = {},
): TextFacts {
  const known = new Map<AgreedPart, SectionFacts>(parts);
  const cores = [...known].filter((entry): entry is [CoreId, SectionFacts] => !isSection(entry[0])).sort(byPart);
  const sections = sectionIds.map((section) => {
    const facts = known.get(section);
    if (!facts) throw new Error(`the facts of section ${section} are missing`);
    return [section, facts] as const;
  });
  const stated = cores.filter(([, { blank }]) => !blank);
  const digest = sha256Hex(canonicalJson([...sections, ...stated].map(([part, facts]) => [part, facts.digest])));
  return {
    sections: Object.fromEntries(sections) as Record<SectionId, SectionFacts>,
    cores: Object.fromEntries(cores.map(([part, facts]) => [part, { digest: facts.digest, blank: facts.blank }])),
    minutes,
    digest,
  };
}

function byPart([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** The facts of one part as they stand: a core that nobody has begun is blank. */
export function factsOfPart(facts: TextFacts, part: AgreedPart): PartFacts {
  return isSection(part) ? facts.sections[part] : (facts.cores[part] ?? partFacts(part, []));
}

/** The digests that the whole text's is made of. */
export function partDigests(facts: TextFacts): PartDigests {
  const cores = Object.entries(facts.cores).filter(([, { blank }]) => !blank);
  return Object.fromEntries(
    [...Object.entries(facts.sections), ...cores].map(([part, { digest }]) => [part, digest]),
  ) as PartDigests;
}
