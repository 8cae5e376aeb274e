/** F-36: what people wrote at one place while cut off is put in order without walking past it for each word, and stands where Yjs puts it. */
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import { walkConflictsOnce } from '@entente/shared/text/walk-conflicts-once';
import { afterAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Chance } from '../support/chance.ts';
import { firstState, otherWalks, writtenAtOnePlace } from '../support/written-at-one-place.ts';

/** Taken before any document of the server's is made. */
const yjsIntegrate = Y.Item.prototype.integrate;

afterAll(() => {
  Y.Item.prototype.integrate = yjsIntegrate;
});

function asYjsDoes(): void {
  Y.Item.prototype.integrate = yjsIntegrate;
}

/** Every struct with what stands beside it, of all lists, collected or not. */
function structsOf(doc: Y.Doc): string[] {
  const name = (id: Y.ID | undefined) => (id ? `${id.client}:${id.clock}` : '-');
  return [...doc.store.clients.values()].flat().map((struct) => {
    const { id, length } = struct;
    if (!(struct instanceof Y.Item)) return `${name(id)}+${length} collected`;
    return `${name(id)}+${length} between ${name(struct.left?.lastId)} and ${name(struct.right?.id)}`;
  });
}

type Delivery = readonly (readonly Uint8Array[])[];

/** All of them once, mixed, several in one transaction; who hears of something too early hears of it again. */
function mixed(updates: readonly Uint8Array[], chance: Chance): Delivery {
  const rest = [...updates];
  const groups: Uint8Array[][] = [];
  while (rest.length > 0) {
    const group = Array.from({ length: chance.between(1, 4) }, () => rest.splice(chance.below(rest.length), 1)).flat();
    groups.push(group);
  }
  return groups;
}

function delivered(delivery: Delivery): { readonly structs: string[]; readonly looked: number } {
  const doc = new Y.Doc();
  for (const section of sectionIds) doc.getXmlFragment(textRoot(section));
  const adds = vi.spyOn(Set.prototype, 'add');
  try {
    for (const group of delivery)
      doc.transact(() => {
        for (const update of group) Y.applyUpdate(doc, update);
      });
    return { structs: structsOf(doc), looked: adds.mock.calls.length };
  } finally {
    adds.mockRestore();
  }
}

test('whatever people and forgers write at one place, in whatever order it comes, stands where Yjs puts it', {
  timeout: 60_000,
}, () => {
  let [theirs, ours] = [0, 0];
  for (let seed = 1; seed <= 100; seed++) {
    const delivery = mixed(writtenAtOnePlace(seed), new Chance(seed));
    asYjsDoes();
    const expected = delivered(delivery);
    walkConflictsOnce();
    const found = delivered(delivery);
    expect(found.structs, `seed ${seed}`).toEqual(expected.structs);
    expect(found.structs.length).toBeGreaterThan(10);
    theirs += expected.looked;
    ours += found.looked;
  }
  // Otherwise nothing was saved, and nothing shown.
  expect(ours).toBeLessThan(theirs * 0.9);
});

test.each(otherWalks)('a walk is made anew where %s', (_, updates) => {
  const delivery = [firstState(), ...updates].map((update) => [update]);
  asYjsDoes();
  const expected = delivered(delivery).structs;
  walkConflictsOnce();
  expect(delivered(delivery).structs).toEqual(expected);
});
