import type { Existing } from '@entente/shared/negotiation/state';
import { type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import { canonicalSection } from '@entente/shared/text/canonical';
import {
  factsFromSections,
  type SectionFacts,
  sectionFacts,
  type TextFacts,
  textFactsOf,
} from '@entente/shared/text/digest';
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
  return state.stage === 'negotiating' ? live.facts : frozenFacts(state.text.sections, state.text.digest);
}

function factsAfter(doc: Y.Doc, before: TextFacts, touched: ReadonlySet<SectionId>): TextFacts {
  const changed = [...touched].map((section) => [section, factsOf(doc, section)] as const);
  return factsFromSections({ ...before.sections, ...Object.fromEntries(changed) });
}

function factsOf(doc: Y.Doc, section: SectionId): SectionFacts {
  return sectionFacts(section, canonicalSection(doc.getXmlFragment(textRoot(section))));
}

/** A frozen text is known by its digests alone; every required section was written when it was approved (DOC-1). */
function frozenFacts(digests: Readonly<Record<SectionId, string>>, digest: string): TextFacts {
  const sections = sectionIds.map((section) => [section, { digest: digests[section], blank: false }] as const);
  return { sections: Object.fromEntries(sections) as Record<SectionId, SectionFacts>, digest };
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

/** Calls back with the sections that changed, once they have been still for a moment. Returns how to stop. */
function watchFacts(doc: Y.Doc, changed: (touched: ReadonlySet<SectionId>) => void): () => void {
  let touched = new Set<SectionId>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const told = touched;
    touched = new Set();
    changed(told);
  };
  const stops = sectionIds.map((section) => {
    const fragment = doc.getXmlFragment(textRoot(section));
    const touch = () => {
      touched.add(section);
      clearTimeout(timer);
      timer = setTimeout(tell, calm);
    };
    fragment.observeDeep(touch);
    return () => fragment.unobserveDeep(touch);
  });
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
