/** Honest updates, changed in one or two places by somebody who knows the format: the hardest to tell from honest ones. */
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import type { Chance } from './chance.ts';
import { element, handBuilt, type Id, mark, run, value, words } from './hand-built.ts';
import { edits } from './random-edits.ts';

export type Forger = {
  readonly chance: Chance;
  /** The text as it is now on the server. */
  readonly doc: Y.Doc;
  /** `clientID`s of the forger. */
  readonly own: readonly number[];
  readonly sections: readonly SectionId[];
};

type Struct = Parameters<typeof handBuilt>[0][number]['structs'][number];
type Item = Extract<Struct, { content: unknown }>;
type Block = { readonly client: number; readonly clock: number; readonly structs: Struct[] };

const deeds = Object.keys(edits) as (keyof typeof edits)[];
const nodes = [
  'paragraph',
  'heading',
  'bulletList',
  'listItem',
  'blockquote',
  'table',
  'tableRow',
  'tableCell',
] as const;

/** One update: an edit of the text as it is, then mutated. Now and then nothing is wrong with it. */
export function mutatedUpdate(forger: Forger): Uint8Array {
  const { chance } = forger;
  const update = honestUpdate(forger);
  if (chance.happens(0.1)) return withAnotherByte(update, chance);
  const { structs, ds } = Y.decodeUpdate(update);
  const blocks = new Map<number, Block>();
  for (const struct of structs) addMutated(struct, blocks, forger);
  const deletions = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, length: len })),
  );
  if (chance.happens(0.15)) {
    const [client, clock] = someId(forger);
    deletions.push({ client, clock, length: chance.between(1, 4) });
  }
  return handBuilt([...blocks.values()], deletions);
}

function honestUpdate({ chance, doc, own, sections }: Forger): Uint8Array {
  const page = new Y.Doc();
  page.clientID = own[0] ?? 0;
  Y.applyUpdate(page, Y.encodeStateAsUpdate(doc));
  const updates: Uint8Array[] = [Uint8Array.of(0, 0)];
  page.on('update', (update: Uint8Array) => updates.push(update));
  for (let time = chance.between(1, 2); time > 0; time--) {
    page.transact(() => edits[chance.pick(deeds)](page, chance.pick(sections), [chance.share(), chance.share()]));
  }
  page.destroy();
  return Y.mergeUpdates(updates);
}

function withAnotherByte(update: Uint8Array, chance: Chance): Uint8Array {
  const changed = Uint8Array.from(update);
  changed[chance.below(changed.length)] = chance.below(256);
  return changed;
}

function addMutated(struct: Y.Item | Y.GC | Y.Skip, blocks: Map<number, Block>, forger: Forger): void {
  const { chance, own, doc } = forger;
  const isMoved = chance.happens(0.08);
  const client = isMoved ? chance.pick(own) : struct.id.client;
  const block = blocks.get(client) ?? {
    client,
    clock: isMoved ? Y.getState(doc.store, client) : struct.id.clock,
    structs: [],
  };
  blocks.set(client, block);
  if (chance.happens(0.03)) block.structs.push({ garbage: chance.between(1, 3) });
  if (struct instanceof Y.Item) block.structs.push(mutated(itemOf(struct), forger));
  else block.structs.push(struct instanceof Y.GC ? { garbage: struct.length } : { skip: struct.length });
}

function itemOf({ origin, rightOrigin, parent, parentSub, content }: Y.Item): Item {
  const place: unknown = parent;
  const named = place instanceof Y.ID ? ([place.client, place.clock] as const) : place;
  return {
    content,
    ...(origin ? { origin: [origin.client, origin.clock] as const } : {}),
    ...(rightOrigin ? { rightOrigin: [rightOrigin.client, rightOrigin.clock] as const } : {}),
    ...(!origin && !rightOrigin && named ? { parent: named as string | Id } : {}),
    ...(!origin && !rightOrigin && parentSub ? { key: parentSub } : {}),
  };
}

function mutated(item: Item, forger: Forger): Item {
  const { chance, sections } = forger;
  const { content, origin, rightOrigin } = item;
  const kind = chance.weighted({ kept: 12, left: 1, right: 1, noLeft: 1, noRight: 1, content: 1, between: 3 });
  switch (kind) {
    case 'kept':
      return item;
    case 'left':
      return { content, origin: someId(forger), ...(rightOrigin ? { rightOrigin } : {}) };
    case 'right':
      return { content, rightOrigin: someId(forger), ...(origin ? { origin } : {}) };
    case 'noLeft':
      return rightOrigin ? { content, rightOrigin } : { content, parent: someId(forger) };
    case 'noRight':
      return origin ? { content, origin } : { content, parent: textRoot(chance.pick(sections)) };
    case 'content':
      return { ...item, content: someContent(chance) };
    case 'between':
      return { content: chance.happens(0.5) ? content : someContent(chance), ...besideSomething(forger) };
  }
}

/** Next to something that exists, as an honest editor would say it. */
function besideSomething({ doc, chance }: Forger): Pick<Item, 'origin' | 'rightOrigin'> {
  const items = [...doc.store.clients.values()].flat().filter((one) => one instanceof Y.Item);
  const item = chance.pick(items);
  const [left, right] = chance.happens(0.5) ? [item, item.right] : [item.left, item];
  return {
    ...(left ? { origin: [left.lastId.client, left.lastId.clock] as const } : {}),
    ...(right ? { rightOrigin: [right.id.client, right.id.clock] as const } : {}),
  };
}

function someId({ doc, chance }: Forger): Id {
  const { id, length } = chance.pick([...doc.store.clients.values()].flat());
  return [id.client, id.clock + chance.below(length)];
}

function someContent(chance: Chance): Y.Item['content'] {
  return chance.pick([
    () => words('ab'),
    () => mark('bold', chance.happens(0.5) ? {} : null),
    () => element(chance.pick(nodes)),
    () => run(),
    () => value(chance.between(3, 5)),
    () => new Y.ContentDeleted(chance.between(1, 3)),
  ])();
}
