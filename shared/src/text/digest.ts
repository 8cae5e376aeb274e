import type * as Y from 'yjs';
import { canonicalJson } from '../canonical-json.ts';
import { type SectionId, sectionIds, textRoot } from '../sections/sections.ts';
import { sha256Hex } from '../sha256.ts';
import { type CanonicalNode, canonicalSection, isBlank } from './canonical.ts';

/** A SHA-256 in lower-case hexadecimal, 64 characters. */
export type Digest = string;

/** What the rules need to know of the text; they never see the text itself. */
export type TextFacts = {
  readonly sections: Readonly<Record<SectionId, SectionFacts>>;
  /** Digest of the whole text: the canonical list of the sections' digests (APP-2). */
  readonly digest: Digest;
};

export type SectionFacts = { readonly digest: Digest; readonly blank: boolean };

/** The facts of one section, from its canonical nodes. */
export function sectionFacts(section: SectionId, content: readonly CanonicalNode[]): SectionFacts {
  return { digest: sha256Hex(canonicalJson({ section, content })), blank: isBlank(content) };
}

/** The facts of a whole document. Reads, never writes: a root that is not there yet counts as empty. */
export function textFactsOf(doc: Y.Doc): TextFacts {
  return factsFromSections(
    Object.fromEntries(
      sectionIds.map((section) => [
        section,
        sectionFacts(section, canonicalSection(doc.getXmlFragment(textRoot(section)))),
      ]),
    ) as Record<SectionId, SectionFacts>,
  );
}

/** The facts of the whole from the facts of its parts, so that an edit recomputes one section only. */
export function factsFromSections(sections: Readonly<Record<SectionId, SectionFacts>>): TextFacts {
  const digest = sha256Hex(canonicalJson(sectionIds.map((section) => [section, sections[section].digest])));
  return { sections, digest };
}
