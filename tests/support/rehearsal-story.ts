/** Random updates, honest and forged, on a text: where the rehearsal puts their structs, and where Yjs does. */
import { fieldsRoot, rowsRoot } from '@entente/shared/sections/parts';
import { type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import { Effort } from '@entente/shared/text/admission/effort';
import { decodeUpdate, newStructs } from '@entente/shared/text/admission/new-structs';
import { type AnyType, Places } from '@entente/shared/text/admission/places';
import { Rehearsal } from '@entente/shared/text/admission/rehearsal';
import { encodeRemainder } from '@entente/shared/text/admission/remainder';
import { serverDocument } from '@entente/shared/text/server-document';
import * as Y from 'yjs';
import { Chance } from './chance.ts';
import { appendParagraph, editOf, textIn } from './guarded-text.ts';
import { handBuilt, type Id, lettersIn, value, words } from './hand-built.ts';
import { edits } from './random-edits.ts';

const section: SectionId = 'values';
/** Rows of cells, and fields: lists by key beside those of words. */
const rows = rowsRoot('risks');
const fields = fieldsRoot('project');
const keys = ['risk', 'fallback', 'owner'];
const deeds = Object.keys(edits) as (keyof typeof edits)[];

class RehearsalStory {
  readonly #chance: Chance;
  readonly #doc = serverDocument();
  readonly #pages: readonly Y.Doc[];
  /** The next clock of each `clientID` that only forges. */
  readonly #clocks = new Map<number, number>();
  readonly different: string[] = [];
  compared = 0;
  conflicts = 0;

  constructor(seed: number) {
    this.#chance = new Chance(seed);
    for (const each of sectionIds) this.#doc.getXmlFragment(textRoot(each));
    this.#doc.getArray(rows);
    this.#doc.getMap(fields);
    const first = new Y.Doc();
    first.clientID = 1;
    appendParagraph(first, section, 'abcdef');
    Y.applyUpdate(this.#doc, Y.encodeStateAsUpdate(first));
    this.#pages = [50, 150, 250].map((clientId) => {
      const page = new Y.Doc();
      page.clientID = clientId;
      Y.applyUpdate(page, Y.encodeStateAsUpdate(this.#doc));
      return page;
    });
  }

  play(steps: number): void {
    for (let step = 0; step < steps; step++) {
      const what = this.#chance.weighted({ edits: 3, heaps: 2, fills: 3, forges: 3, misfills: 2, hears: 1 });
      if (what === 'forges') this.take(this.#forged());
      else if (what === 'misfills') this.take(this.#forgedCells());
      else {
        const page = this.#chance.pick(this.#pages);
        if (what === 'hears') Y.applyUpdate(page, Y.encodeStateAsUpdate(this.#doc), 'server');
        else this.take(this.#honest(page, what));
      }
    }
  }

  #honest(page: Y.Doc, what: 'edits' | 'heaps' | 'fills'): Uint8Array {
    if (what === 'fills') return this.#filled(page);
    return what === 'heaps' ? this.#heaped(page) : this.#edited(page);
  }

  /** Cells of rows and fields, each set again and again; rows put before others, moved and removed. */
  #filled(page: Y.Doc): Uint8Array {
    const list = page.getArray<Y.Map<unknown>>(rows);
    return editOf(page, () => {
      for (let deed = this.#chance.between(1, 6); deed > 0; deed--) {
        const what = this.#chance.weighted({ field: 3, row: 2, cell: 4, removes: 1 });
        const key = this.#chance.pick(keys);
        if (what === 'field') page.getMap(fields).set(key, `${deed}`);
        else if (what === 'row') list.insert(this.#chance.below(2) * list.length, [new Y.Map([[key, 'a']])]);
        else if (list.length > 0 && what === 'cell') list.get(this.#chance.below(list.length)).set(key, `${deed}`);
        else if (list.length > 0) list.delete(this.#chance.below(list.length), 1);
      }
    });
  }

  /** Values that name any others of their list as neighbours, or none; and rows among rows. */
  #forgedCells(): Uint8Array {
    const byKey = keys.map((key) => ({ key, ids: idsUnder(this.#doc.getMap(fields), key) }));
    const inRows: Id[] = [];
    for (let item = this.#doc.getArray(rows)._start; item !== null; item = item.right)
      inRows.push([item.id.client, item.id.clock]);
    return this.#blocks([25, 125, 325], (id) => {
      const { key, ids } = this.#chance.happens(0.3) ? { key: undefined, ids: inRows } : this.#chance.pick(byKey);
      const near = this.#chance.below(ids.length + 1);
      const [left, right] = this.#chance.happens(0.6)
        ? [ids[near - 1], ids[near]]
        : [this.#chance.pick([undefined, ...ids]), this.#chance.pick([undefined, ...ids])];
      ids.push(id);
      const parent = left || right ? {} : { parent: key === undefined ? rows : fields, ...(key && { key }) };
      return {
        content: key === undefined ? new Y.ContentType(new Y.Map()) : value('x'),
        ...parent,
        ...(left && { origin: left }),
        ...(right && { rightOrigin: right }),
      };
    });
  }

  /** A few structs of each `clientID`, going on where its clock is. */
  #blocks(
    clients: readonly number[],
    structFor: (id: Id) => Parameters<typeof handBuilt>[0][number]['structs'][number],
  ) {
    const blocks = clients.flatMap((client) => {
      const clock = this.#clocks.get(client) ?? 0;
      const count = this.#chance.below(4);
      const structs = Array.from({ length: count }, (_, at) => structFor([client, clock + at]));
      this.#clocks.set(client, clock + count);
      return count > 0 ? [{ client, clock, structs }] : [];
    });
    return handBuilt(blocks.sort((one, other) => other.client - one.client));
  }

  #edited(page: Y.Doc): Uint8Array {
    return editOf(page, () => {
      for (let deed = this.#chance.between(1, 4); deed > 0; deed--)
        edits[this.#chance.pick(deeds)](page, section, [this.#chance.share(), this.#chance.share()]);
    });
  }

  /** Words one before the other at one place, and some elsewhere between them. */
  #heaped(page: Y.Doc): Uint8Array {
    const fragment = page.getXmlFragment(textRoot(section));
    return editOf(page, () => {
      const first = fragment.length > 0 ? fragment.get(0) : undefined;
      const run = first instanceof Y.XmlElement && first.length > 0 ? first.get(0) : undefined;
      if (!(run instanceof Y.XmlText)) return;
      const [at, other] = [this.#chance.below(run.length), this.#chance.below(run.length)];
      for (let word = this.#chance.between(2, 8); word > 0; word--) {
        run.insert(this.#chance.happens(0.85) ? at : other, 'xy');
        if (this.#chance.happens(0.2)) fragment.insert(1, [new Y.XmlElement('paragraph')]);
      }
    });
  }

  /** Letters of several `clientID`s beside any others of one run, each other included. */
  #forged(): Uint8Array {
    const from = new Map(this.#clocks);
    const text = this.#doc.getXmlFragment(textRoot(section)).length > 0 ? this.#anyRun() : undefined;
    if (!text) return new Uint8Array([0, 0]);
    const letters = lettersIn(text);
    if (letters.length === 0) return new Uint8Array([0, 0]);
    let before: { readonly id: Id; readonly left: Id | undefined } | undefined;
    const blocks = [20, 120, 320].flatMap((client) => {
      const clock = from.get(client) ?? 0;
      const structs = Array.from({ length: this.#chance.below(4) }, (_, at) => {
        const near = this.#chance.below(letters.length);
        const [left, right] =
          before && this.#chance.happens(0.4)
            ? [before.left, before.id]
            : this.#chance.happens(0.6)
              ? [letters[near], letters[near + 1 + this.#chance.below(3)]]
              : [this.#chance.pick([undefined, ...letters]), this.#chance.pick([undefined, ...letters])];
        const id: Id = [client, clock + at * 2];
        letters.push(id);
        before = { id, left };
        const neighbours = left || right ? {} : { parent: [text._item?.id.client, text._item?.id.clock] as Id };
        return {
          content: words('xy'),
          ...neighbours,
          ...(left && { origin: left }),
          ...(right && { rightOrigin: right }),
        };
      });
      this.#clocks.set(client, clock + structs.length * 2);
      return structs.length > 0 ? [{ client, clock, structs }] : [];
    });
    return handBuilt(blocks.sort((one, other) => other.client - one.client));
  }

  #anyRun(): Y.XmlText | undefined {
    try {
      return textIn(this.#doc, section, this.#chance.below(this.#doc.getXmlFragment(textRoot(section)).length));
    } catch {
      // That one is a list or a table.
      return undefined;
    }
  }

  take(update: Uint8Array): void {
    const decoded = decodeUpdate(update);
    const news = decoded && newStructs(this.#doc, decoded, { isOwn: () => true });
    const places = new Places(this.#doc, () => undefined);
    if (!news || 'kind' in news || places.placeAll(news)) {
      this.#undoClocks();
      return;
    }
    const effort = new Effort(Number.MAX_SAFE_INTEGER);
    const rehearsal = new Rehearsal(this.#doc, places, effort);
    const lists = listsOf(places);
    const expected = [...lists].map((list) => inRehearsal(rehearsal, list));
    this.compared += expected.length;
    if (effort.spent > places.placed.length) this.conflicts += 1;
    // As applied, before Yjs joins again what it cut and tidies.
    this.#doc.transact(() => {
      Y.applyUpdate(this.#doc, encodeRemainder(news, { places, deletions: [] }));
      const found = [...lists].map((list) => inYjs({ ...list, parent: this.#applied(list.parent, places) }));
      expected.forEach((each, at) => {
        if (each !== found[at]) this.different.push(`${each} is not ${found[at]}`);
      });
      // What it deletes.
      Y.applyUpdate(this.#doc, update);
    });
  }

  /** A type that came with the update is another object, once it was applied. */
  #applied(parent: AnyType, { placed }: Places): AnyType {
    const holder = placed.find(({ piece: { struct } }) => struct instanceof Y.Item && typeOf(struct) === parent);
    return holder ? (typeOf(Y.getItem(this.#doc.store, holder.piece.struct.id)) as AnyType) : parent;
  }

  /** Nothing of what was forged came in. */
  #undoClocks(): void {
    for (const client of this.#clocks.keys()) this.#clocks.set(client, Y.getState(this.#doc.store, client));
  }
}

function idsUnder(map: Y.Map<unknown>, key: string): Id[] {
  const ids: Id[] = [];
  for (let item = map._map.get(key) ?? null; item !== null; item = item.left)
    ids.unshift([item.id.client, item.id.clock]);
  return ids;
}

function typeOf({ content }: Y.Item): AnyType | undefined {
  return content instanceof Y.ContentType ? content.type : undefined;
}

/** Each list once into which something comes. */
function listsOf({ placed }: Places): readonly List[] {
  const lists = placed.flatMap(({ place }) => (place.kind === 'inside' ? [place] : []));
  return lists.filter(
    (list, at) => at === lists.findIndex(({ parent, key }) => parent === list.parent && key === list.key),
  );
}

type List = { readonly parent: AnyType; readonly key: string | null };

function inRehearsal(rehearsal: Rehearsal, list: List): string {
  const units: string[] = [];
  for (let unit = rehearsal.first(list); unit; unit = rehearsal.next(unit)) units.push(nameOf(unit));
  return units.join(' ');
}

function inYjs({ parent, key }: List): string {
  const units: string[] = [];
  let item = key === null ? parent._start : (parent._map.get(key) ?? null);
  while (key !== null && item?.left) item = item.left;
  for (; item; item = item.right) units.push(nameOf(item));
  return units.join(' ');
}

/** Which pieces it is cut into counts as well. */
function nameOf({ id, length }: Pick<Y.Item, 'id' | 'length'>): string {
  return `${id.client}:${id.clock}+${length}`;
}

/** Plays one story. `compared`: lists; `conflicts`: updates that had to be sorted among others. */
export function playRehearsalStory(seed: number): {
  readonly different: readonly string[];
  readonly compared: number;
  readonly conflicts: number;
} {
  const story = new RehearsalStory(seed);
  story.play(30);
  return story;
}

/** Lists of which the rehearsal gets the order wrong, when these updates come in turn to the letters `abcdef`, of which `a` is 1:2. */
export function misplacedIn(updates: readonly Uint8Array[]): readonly string[] {
  const story = new RehearsalStory(0);
  for (const update of updates) story.take(update);
  return story.different;
}
