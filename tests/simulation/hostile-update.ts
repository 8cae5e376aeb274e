/** Updates of somebody who knows the format and the text, and means no good; quick to make, from seeded chance. */
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import type { Chance } from '../support/chance.ts';
import { element, handBuilt, type Id, mark, run, value, words } from '../support/hand-built.ts';

export type HostileMeans = {
  /** The text as the attacker knows it. */
  readonly doc: Y.Doc;
  /** `clientID`s issued to the attacker, and those of others. */
  readonly own: readonly number[];
  readonly others: readonly number[];
  /** Updates seen on the way, to be replayed or damaged. */
  readonly seen: readonly Uint8Array[];
};

const kinds = { skilled: 6, wild: 5, damaged: 5, deletion: 2, burntClock: 1, replayed: 1, otherFormat: 0.3 } as const;

/** One update, of whatever kind. It may be harmless, forged, malformed or none at all. */
export function hostileUpdate(chance: Chance, means: HostileMeans): Uint8Array {
  switch (chance.weighted(kinds)) {
    case 'skilled':
      return skilled(chance, means);
    case 'wild':
      return wild(chance, means);
    case 'damaged':
      return damaged(chance, someUpdate(chance, means));
    case 'deletion':
      return handBuilt([], [someDeletion(chance, means)]);
    case 'burntClock':
      return burntClock(chance, means);
    case 'replayed':
      return someUpdate(chance, means);
    case 'otherFormat':
      return Y.convertUpdateFormatV1ToV2(Y.encodeStateAsUpdate(means.doc));
  }
}

function someClient(chance: Chance, { own, others }: HostileMeans): number {
  if (others.length === 0 || chance.happens(0.75)) return chance.pick(own);
  return chance.happens(0.1) ? chance.below(2 ** 32) : chance.pick(others);
}

function itemsOf(doc: Y.Doc): readonly Y.Item[] {
  const items: Y.Item[] = [];
  for (const structs of doc.store.clients.values())
    for (const one of structs) if (one instanceof Y.Item) items.push(one);
  return items;
}

const someNodes = [
  'paragraph',
  'heading',
  'table',
  'tableRow',
  'tableCell',
  'listItem',
  'hardBreak',
  'script',
] as const;
const someMarks = [
  ['bold', {}],
  ['bold', null],
  ['link', { href: 'javascript:x' }],
  ['link', { href: 'https://exemple.fr' }],
  ['comment--AAAAAAAA', { thread: 'x' }],
] as const;

function someContent(chance: Chance): Y.Item['content'] {
  switch (chance.weighted({ words: 6, node: 3, run: 1, mark: 2, value: 1, deleted: 1 })) {
    case 'words':
      return words('mot '.repeat(chance.between(1, 3)));
    case 'node':
      return element(chance.pick(someNodes));
    case 'run':
      return run();
    case 'mark': {
      const [key, attributes] = chance.pick(someMarks);
      return mark(key, attributes);
    }
    case 'value':
      return value(chance.pick([3, 'x', null, [1]]));
    case 'deleted':
      return new Y.ContentDeleted(chance.between(1, 9));
  }
}

/** Beside an item that exists, as an editor would place it: only who, where, or nothing, is wrong with it. */
function skilled(chance: Chance, means: HostileMeans): Uint8Array {
  const { doc } = means;
  const item = chance.pick(itemsOf(doc));
  const client = someClient(chance, means);
  const isInText = item.parent instanceof Y.XmlText;
  const content = isInText
    ? chance.happens(0.7)
      ? words('mot')
      : mark('bold', chance.pick([{}, null]))
    : element('paragraph');
  const right = item.right;
  const origin: Id = [item.id.client, item.id.clock + item.length - 1];
  const place = { origin, ...(right ? { rightOrigin: [right.id.client, right.id.clock] as const } : {}) };
  const before = {
    ...(item.left ? { origin: [item.left.lastId.client, item.left.lastId.clock] as const } : {}),
    rightOrigin: [item.id.client, item.id.clock] as const,
  };
  const deletions = chance.happens(0.3) ? [{ client: item.id.client, clock: item.id.clock, length: 1 }] : [];
  const struct = { ...(chance.happens(0.5) ? place : before), content };
  return handBuilt([{ client, clock: Y.getState(doc.store, client), structs: [struct] }], deletions);
}

function wild(chance: Chance, means: HostileMeans): Uint8Array {
  const { doc } = means;
  const clients = [...new Set(Array.from({ length: chance.between(1, 3) }, () => someClient(chance, means)))];
  const blocks = clients.map((client) => ({
    client,
    clock: Math.max(0, Y.getState(doc.store, client) + chance.pick([0, 0, 0, 0, 1, -1, 3])),
    structs: Array.from({ length: chance.between(1, 4) }, () => wildStruct(chance, means)),
  }));
  return handBuilt(blocks, chance.happens(0.3) ? [someDeletion(chance, means)] : []);
}

function wildStruct(chance: Chance, means: HostileMeans) {
  if (chance.happens(0.1)) return { garbage: chance.between(1, 50) };
  if (chance.happens(0.05)) return { skip: chance.between(1, 5) };
  const content = someContent(chance);
  const id = (): Id => someId(chance, means);
  switch (chance.below(6)) {
    case 0:
      return { origin: id(), rightOrigin: id(), content };
    case 1:
      return { origin: id(), content };
    case 2:
      return { rightOrigin: id(), content };
    case 3:
      return { parent: chance.pick([...sectionIds.map(textRoot), 'elsewhere']), content };
    case 4:
      return { parent: id(), content };
    default:
      return { parent: id(), key: chance.pick(['level', 'colspan', '__proto__']), content };
  }
}

function someId(chance: Chance, { doc }: HostileMeans): Id {
  const client = chance.pick([...doc.store.clients.keys(), 77]);
  return [client, chance.below(Y.getState(doc.store, client) + 2)];
}

function someDeletion(chance: Chance, means: HostileMeans) {
  const [client, clock] = someId(chance, means);
  return { client, clock, length: chance.between(1, 20) };
}

/** Fifteen bytes under somebody's `clientID` that would silence whatever that person types later. */
function burntClock(chance: Chance, means: HostileMeans): Uint8Array {
  const client = chance.pick(means.others.length > 0 ? means.others : means.own);
  return handBuilt([
    { client, clock: Y.getState(means.doc.store, client), structs: [{ garbage: chance.pick([1, 40, 2 ** 31]) }] },
  ]);
}

function someUpdate(chance: Chance, { doc, seen }: HostileMeans): Uint8Array {
  return seen.length > 0 && chance.happens(0.7) ? chance.pick(seen) : Y.encodeStateAsUpdate(doc);
}

/** A few bytes changed, lost, doubled or put in. */
export function damaged(chance: Chance, bytes: Uint8Array): Uint8Array {
  const copy = [...bytes];
  for (let times = chance.between(1, 4); times > 0 && copy.length > 0; times--) {
    const at = chance.below(copy.length);
    switch (chance.below(5)) {
      case 0:
        copy[at] = chance.below(256);
        break;
      case 1:
        copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8));
        break;
      case 2:
        copy.splice(at, chance.between(1, 4));
        break;
      case 3:
        copy.splice(at, 0, ...chance.bytes(chance.between(1, 4)));
        break;
      default:
        copy.length = at;
    }
  }
  return Uint8Array.from(copy);
}
