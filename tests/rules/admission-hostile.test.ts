import { LiveText, NotWhatWasAdmitted } from '@entente/server/text/live-text';
import { fixedRoots } from '@entente/shared/sections/parts';
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import { admit } from '@entente/shared/text/admission/admit';
import { textSchema } from '@entente/shared/text/schema';
import { initProseMirrorDoc } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendParagraph, editOf, textIn } from '../support/guarded-text.ts';
import { hostileClients, hostileUpdate } from '../support/hostile-updates.ts';
import { whyClosed } from '../support/writing-rights.ts';

const closed = ['project', 'budget'] as const;

/** The server's text with words of a victim in it, formatted. */
function givenVictim(): LiveText {
  const seed = new Y.Doc();
  seed.clientID = hostileClients.server;
  for (const section of sectionIds) appendParagraph(seed, section, 'Mot.');
  const victim = new Y.Doc();
  victim.clientID = hostileClients.victim;
  Y.applyUpdate(victim, Y.encodeStateAsUpdate(seed));
  for (const section of ['project', 'values'] as const) textIn(victim, section).insert(2, 'victime', { bold: {} });
  return LiveText.load({ snapshot: null, updates: [{ bytes: Y.encodeStateAsUpdate(victim), connection: 'test' }] });
}

const rights = {
  whyClosed: whyClosed({ closed }),
  isOwn: (clientId: number) => hostileClients.own.some((own) => own === clientId),
  isThread: () => false,
  isFull: () => false,
  isSpent: () => false,
};

const contentOf = (doc: Y.Doc) => sectionIds.map((section) => doc.getXmlFragment(textRoot(section)).toString());

test('F-30 to F-36 no hostile update opens a lock, forges an author, leaves something waiting, or makes replicas differ', () => {
  let admitted = 0;
  fc.assert(
    fc.property(fc.array(hostileUpdate, { minLength: 1, maxLength: 12 }), (updates) => {
      const text = givenVictim();
      const replica = new Y.Doc();
      Y.applyUpdate(replica, Y.encodeStateAsUpdate(text.doc));
      const locked = closed.map((section) => text.doc.getXmlFragment(`text:${section}`).toString());
      const victims = Y.getState(text.doc.store, hostileClients.victim);
      const servers = Y.getState(text.doc.store, hostileClients.server);
      for (const update of updates) {
        const admission = admit(text.doc, update(text.doc), rights);
        if (admission.kind !== 'admitted') continue;
        admitted += 1;
        // Throws when Yjs does anything but what was admitted.
        Y.applyUpdate(replica, text.apply(admission).bytes);
      }
      expect(closed.map((section) => text.doc.getXmlFragment(`text:${section}`).toString())).toEqual(locked);
      expect(Y.getState(text.doc.store, hostileClients.victim)).toBe(victims);
      expect(Y.getState(text.doc.store, hostileClients.server)).toBe(servers);
      expect([...text.doc.share.keys()]).toEqual(fixedRoots());
      expect(contentOf(replica)).toEqual(contentOf(text.doc));
      expect(replica.store.pendingStructs).toBeNull();
      const opened = new Y.Doc();
      Y.applyUpdate(opened, Y.encodeStateAsUpdate(text.doc));
      expect(contentOf(opened)).toEqual(contentOf(text.doc));
      opened.on('update', () => {
        throw new Error('opening the text in an editor wrote in it');
      });
      for (const section of sectionIds) initProseMirrorDoc(opened.getXmlFragment(textRoot(section)), textSchema);
    }),
    { numRuns: 200 },
  );
  // Otherwise it shows nothing.
  expect(admitted).toBeGreaterThan(100);
});

test('what Yjs did is compared with what was admitted: another section, another clock, or something waiting is found', () => {
  const author = new Y.Doc();
  author.clientID = 101;
  Y.applyUpdate(author, Y.encodeStateAsUpdate(givenVictim().doc));
  const remainder = editOf(author, () => textIn(author, 'values').insert(0, 'x'));
  const admitted = { kind: 'admitted', sections: ['values'], remainder, clocks: new Map([[101, 1]]) } as const;
  expect(givenVictim().apply(admitted)).toEqual({ bytes: remainder, isTidied: false });
  expect(() => givenVictim().apply({ ...admitted, sections: ['risks'] })).toThrow(NotWhatWasAdmitted);
  expect(() => givenVictim().apply({ ...admitted, clocks: new Map([[101, 2]]) })).toThrow(NotWhatWasAdmitted);
  const later = editOf(author, () => textIn(author, 'values').insert(1, 'y'));
  expect(() => givenVictim().apply({ ...admitted, remainder: later })).toThrow(NotWhatWasAdmitted);
});
