/** A server's document behind admission, and peers that edit it: the whole path of an update without a network. */
import { type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import type { Admission, WritingRights } from '@entente/shared/text/admission/admission';
import { admit } from '@entente/shared/text/admission/admit';
import { serverDocument } from '@entente/shared/text/server-document';
import * as Y from 'yjs';
import { type Doors, whyClosed } from './writing-rights.ts';

export type Rights = Doors & {
  readonly threads?: readonly string[];
  readonly full?: boolean;
  readonly spent?: boolean;
};

/** `clientID`s of one person are those between its hundred and the next: 100 to 199 are the first person's. */
const personOf = (clientId: number) => Math.floor(clientId / 100);

export class GuardedText {
  readonly doc = serverDocument();

  constructor() {
    for (const section of sectionIds) this.doc.getXmlFragment(textRoot(section));
  }

  /** What admission says; the document must be the same afterwards, whatever it says. */
  judge(update: Uint8Array, person: number, rights: Rights = {}): Admission {
    const before = Y.encodeStateAsUpdate(this.doc);
    const admission = admit(this.doc, update, writingRights(person, rights));
    if (Buffer.compare(before, Y.encodeStateAsUpdate(this.doc)) !== 0)
      throw new Error('admission wrote in the document');
    return admission;
  }

  /** Judges, and applies what is admitted as the server does. Returns what to send to the others. */
  take(update: Uint8Array, person: number, rights: Rights = {}): { admission: Admission; sent: Uint8Array[] } {
    const admission = this.judge(update, person, rights);
    const sent: Uint8Array[] = [];
    if (admission.kind !== 'admitted') return { admission, sent };
    const collect = (bytes: Uint8Array) => sent.push(bytes);
    this.doc.on('update', collect);
    Y.applyUpdate(this.doc, admission.remainder);
    this.doc.off('update', collect);
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs)
      throw new Error('an admitted update waits for another');
    return { admission, sent };
  }

  /** A peer's document with everything that is here. */
  peer(clientId: number): Y.Doc {
    const doc = new Y.Doc();
    doc.clientID = clientId;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc));
    return doc;
  }
}

function writingRights(person: number, { threads = [], full = false, spent = false, ...doors }: Rights): WritingRights {
  return {
    whyClosed: whyClosed(doors),
    isOwn: (clientId) => clientId > 0 && personOf(clientId) === person,
    isThread: (thread) => threads.includes(thread),
    isFull: () => full,
    isSpent: () => spent,
  };
}

/** A text with a first paragraph in every section, written by the server. */
export function givenText(words = 'Le répit des familles.'): GuardedText {
  const text = new GuardedText();
  const seed = new Y.Doc();
  seed.clientID = 0;
  for (const section of sectionIds) appendParagraph(seed, section, words);
  Y.applyUpdate(text.doc, Y.encodeStateAsUpdate(seed));
  return text;
}

export function appendParagraph(doc: Y.Doc, section: SectionId, words: string): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText(words);
  doc.transact(() => {
    paragraph.insert(0, [text]);
    doc.getXmlFragment(textRoot(section)).push([paragraph]);
  });
  return text;
}

/** The run of words in a section's paragraph. */
export function textIn(doc: Y.Doc, section: SectionId, paragraph = 0): Y.XmlText {
  const element = doc.getXmlFragment(textRoot(section)).get(paragraph);
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error(`no words in paragraph ${paragraph} of ${section}`);
  return text;
}

/** What a change adds to a peer's document, as the one update that its provider would send. */
export function editOf(doc: Y.Doc, change: () => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array) => updates.push(update);
  doc.on('update', collect);
  doc.transact(change);
  doc.off('update', collect);
  return Y.mergeUpdates(updates);
}

/** What a page sends when it comes back: everything that the server's state vector lacks, and every deletion it knows. */
export function syncStep2(doc: Y.Doc, server: Y.Doc): Uint8Array {
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server));
}
