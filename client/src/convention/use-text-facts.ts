import type { Existing } from '@entente/shared/negotiation/state';
import { type AgreedPart, meetingOfMinutes, type PartId } from '@entente/shared/sections/parts';
import { canonicalPart } from '@entente/shared/text/canonical';
import {
  agreedPartsIn,
  factsFromParts,
  minutesIn,
  type PartDigests,
  partFacts,
  type SectionFacts,
  type TextFacts,
  textFactsOf,
} from '@entente/shared/text/digest';
import { watchParts } from '@entente/shared/text/watch-parts';
import { startTransition, useEffect, useState } from 'react';
import type * as Y from 'yjs';
import type { TextSession } from '../editor/text-session.ts';

/** Milliseconds after the last change of a section before its facts are worked out again. */
const calm = 400;

/** What the rules need to know of the text as this page has it. Only the sections that changed are read again. */
export function useTextFacts(session: TextSession, state: Existing): TextFacts {
  const { doc } = session;
  const [live, setLive] = useState<{ readonly doc: Y.Doc; readonly facts: TextFacts }>(() => ({
    doc,
    facts: textFactsOf(doc),
  }));
  useEffect(() => {
    setLive({ doc, facts: textFactsOf(doc) });
    const unwatch = watchFacts(doc, (touched) => {
      // What hangs on the facts is drawn again behind the typing, never before it.
      startTransition(() => setLive((before) => ({ doc, facts: factsAfter(doc, before.facts, touched) })));
    });
    const unsubscribe = onFirstSync(session, () => setLive({ doc, facts: textFactsOf(doc) }));
    return () => {
      unwatch();
      unsubscribe();
    };
  }, [doc, session]);
  return state.stage === 'negotiating'
    ? live.facts
    : frozenFacts(state.text.sections, state.text.digest, live.facts.minutes);
}

function factsAfter(doc: Y.Doc, before: TextFacts, touched: ReadonlySet<PartId>): TextFacts {
  const known = new Map<PartId, SectionFacts>(Object.entries(before.sections) as [PartId, SectionFacts][]);
  return factsFromParts(
    agreedPartsIn(doc).map((part) => [
      part,
      touched.has(part) ? factsOf(doc, part) : (known.get(part) ?? factsOf(doc, part)),
    ]),
    [...touched].some(meetingOfMinutes) ? minutesIn(doc) : before.minutes,
  );
}

function factsOf(doc: Y.Doc, part: AgreedPart): SectionFacts {
  return partFacts(part, canonicalPart(doc, part));
}

/** A frozen text is known by its digests alone: what it must say it said when it was approved. Minutes are still written. */
function frozenFacts(digests: PartDigests, digest: string, minutes: TextFacts['minutes']): TextFacts {
  const particulars = { fields: {}, rows: [] };
  const facts = Object.entries(digests).map(
    ([part, one]) => [part, { digest: one, blank: false, particulars }] as const,
  );
  return { ...factsFromParts(facts as unknown as [AgreedPart, SectionFacts][], minutes), digest };
}

/** Calls back as soon as the server's text is here: until then the facts are those of an empty page, or of an old copy. */
function onFirstSync(session: TextSession, synced: () => void): () => void {
  let known = session.status().synced;
  return session.subscribe(() => {
    if (known || !session.status().synced) return;
    known = true;
    synced();
  });
}

/** Calls back with the parts that changed, once they have been still for a moment. Returns how to stop. */
function watchFacts(doc: Y.Doc, changed: (touched: ReadonlySet<PartId>) => void): () => void {
  let touched = new Set<PartId>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const told = touched;
    touched = new Set();
    changed(told);
  };
  const unwatch = watchParts(doc, (parts) => {
    for (const part of parts) touched.add(part);
    clearTimeout(timer);
    timer = setTimeout(tell, calm);
  });
  return () => {
    clearTimeout(timer);
    unwatch();
  };
}
