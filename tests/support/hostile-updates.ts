/** Random updates of somebody who knows the format and the text: struct by struct, and bytes changed at random. */
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import fc from 'fast-check';
import * as Y from 'yjs';
import { element, handBuilt, type Id, mark, run, value, words } from './hand-built.ts';

/** The attacker's `clientID`s, a victim's, and the server's. */
export const hostileClients = { own: [101, 102], victim: 201, server: 0 } as const;

const id = (most: number): fc.Arbitrary<Id> =>
  fc.tuple(
    fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constantFrom(101, 102, 201, 999)),
    fc.nat({ max: most }),
  );

const content: fc.Arbitrary<() => Y.Item['content']> = fc.oneof(
  { weight: 5, arbitrary: fc.string({ minLength: 1, maxLength: 6 }).map((text) => () => words(text)) },
  fc
    .constantFrom(
      'paragraph',
      'heading',
      'table',
      'tableRow',
      'tableCell',
      'bulletList',
      'listItem',
      'hardBreak',
      'script',
    )
    .map((name) => () => element(name)),
  fc.constant(run),
  fc
    .constantFrom(
      ['bold', {}],
      ['bold', null],
      ['link', { href: 'javascript:x' }],
      ['comment--AAAAAAAA', { thread: 'x' }],
    )
    .map(
      ([key, any]) =>
        () =>
          mark(key as string, any),
    ),
  fc.constantFrom<unknown>(3, 'x', null, [1]).map((any) => () => value(any)),
  fc.integer({ min: 1, max: 9 }).map((length) => () => new Y.ContentDeleted(length)),
);

const place = fc.oneof(
  fc.record({ origin: id(40), rightOrigin: id(40) }),
  fc.record({ origin: id(40) }),
  fc.record({ rightOrigin: id(40) }),
  fc.record({ parent: fc.constantFrom(...sectionIds.map(textRoot), 'elsewhere') }),
  fc.record({ parent: id(40) }),
  fc.record({ parent: id(40), key: fc.constantFrom('level', 'colspan', '__proto__') }),
);

const struct = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ at: place, what: content }).map(({ at, what }) => () => ({ ...at, content: what() })),
  },
  fc.integer({ min: 1, max: 50 }).map((garbage) => () => ({ garbage })),
  fc.integer({ min: 1, max: 5 }).map((skip) => () => ({ skip })),
);

const block = fc.record({
  client: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...hostileClients.own) }, fc.constantFrom(201, 0, 999)),
  ahead: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.integer({ min: -3, max: 3 })),
  structs: fc.array(struct, { minLength: 1, maxLength: 5 }),
});

/** An edit as an editor would make it, anywhere, closed sections included: next to an item that exists. */
const skilled = fc
  .record({
    client: fc.constantFrom(...hostileClients.own),
    near: fc.double({ min: 0, max: 0.999, noNaN: true }),
    isAfter: fc.boolean(),
    format: fc.constantFrom(undefined, {}, null),
    deletes: fc.boolean(),
  })
  .map(({ client, near, isAfter, format, deletes }) => (doc: Y.Doc) => {
    const items = [...doc.store.clients.values()].flat().filter((one) => one instanceof Y.Item);
    const item = items[Math.floor(near * items.length)];
    if (!item) throw new Error('the text has no item');
    const inText = item.parent instanceof Y.XmlText;
    const content = inText ? (format === undefined ? words('mot') : mark('bold', format)) : element('paragraph');
    const last: Id = [item.id.client, item.id.clock + item.length - 1];
    const struct = isAfter
      ? { origin: last, ...(item.right ? { rightOrigin: [item.right.id.client, item.right.id.clock] as const } : {}) }
      : {
          ...(item.left ? { origin: [item.left.lastId.client, item.left.lastId.clock] as const } : {}),
          rightOrigin: [item.id.client, item.id.clock] as const,
        };
    const deletions = deletes ? [{ client: item.id.client, clock: item.id.clock, length: 1 }] : [];
    return handBuilt([{ client, clock: Y.getState(doc.store, client), structs: [{ ...struct, content }] }], deletions);
  });

const deletion = fc.record({
  client: fc.constantFrom(0, 101, 102, 201, 999),
  clock: fc.nat({ max: 40 }),
  length: fc.integer({ min: 1, max: 20 }),
});

const wild: fc.Arbitrary<(doc: Y.Doc) => Uint8Array> = fc
  .record({
    blocks: fc.array(block, { maxLength: 3 }),
    deletions: fc.array(deletion, { maxLength: 2 }),
    flips: fc.array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 255 })), { maxLength: 3 }),
  })
  .map(({ blocks, deletions, flips }) => (doc: Y.Doc) => {
    const bytes = handBuilt(
      blocks.map(({ client, ahead, structs }) => ({
        client,
        clock: Math.max(0, Y.getState(doc.store, client) + ahead),
        structs: structs.map((make) => make()),
      })),
      deletions,
    );
    for (const [at, byte] of flips) if (flips.length > 1 && at < bytes.length) bytes[at] = byte;
    return bytes;
  });

/** Given the text as it is, an update: half of them wild, half such that only its place, or nothing, is wrong with it. */
export const hostileUpdate: fc.Arbitrary<(doc: Y.Doc) => Uint8Array> = fc.oneof(wild, skilled);
