/** What a replica says, in forms that can be compared often. */

import { canonicalJson } from '@entente/shared/canonical-json';
import type { AgreedPart, PartId } from '@entente/shared/sections/parts';
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import { canonicalPart } from '@entente/shared/text/canonical';
import {
  agreedPartsIn,
  factsFromParts,
  partFacts,
  type SectionFacts,
  type TextFacts,
} from '@entente/shared/text/digest';
import { partOfType } from '@entente/shared/text/root-type';
import * as Y from 'yjs';

/** A document with its roots. Its name is no secret, and chance has no part in it. */
export function emptyReplica(): Y.Doc {
  const doc = new Y.Doc({ guid: 'replica' });
  for (const section of sectionIds) doc.getXmlFragment(textRoot(section));
  return doc;
}

/** Everything that two replicas must have in common: how far each clock is, and what is read in every section. */
export function readingOf(doc: Y.Doc): string {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([one], [other]) => one - other);
  return JSON.stringify([vector, sectionIds.map((section) => doc.getXmlFragment(textRoot(section)).toString())]);
}

const known = new Map<string, SectionFacts>();
const mostKnown = 2_000;

/** As the product computes it. Replicas say the same most of the time, and what was computed once is remembered. */
export function factsOfPart(doc: Y.Doc, part: AgreedPart): SectionFacts {
  const content = canonicalPart(doc, part);
  const words = `${part} ${canonicalJson(content)}`;
  const facts = known.get(words) ?? partFacts(part, content);
  if (known.size >= mostKnown) known.clear();
  known.set(words, facts);
  return facts;
}

export function factsOf(doc: Y.Doc): TextFacts {
  return factsFromParts(agreedPartsIn(doc).map((part) => [part, factsOfPart(doc, part)]));
}

const watched = new WeakMap<Y.Doc, Map<PartId | undefined, SectionFacts>>();

/** The same for a document that is asked again and again: only what changed since is read anew. */
export function watchedFactsOf(doc: Y.Doc): TextFacts {
  const parts = watched.get(doc) ?? watch(doc);
  return factsFromParts(
    agreedPartsIn(doc).map((part) => {
      const facts = parts.get(part) ?? factsOfPart(doc, part);
      parts.set(part, facts);
      return [part, facts];
    }),
  );
}

function watch(doc: Y.Doc): Map<PartId | undefined, SectionFacts> {
  const parts = new Map<PartId | undefined, SectionFacts>();
  doc.on('afterTransaction', ({ changed }: Y.Transaction) => {
    for (const type of changed.keys()) parts.delete(partOfType(type));
  });
  watched.set(doc, parts);
  return parts;
}
