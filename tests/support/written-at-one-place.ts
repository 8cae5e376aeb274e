/** People who were cut off, and wrote at the same places: what each sends when coming back, honest and forged. */
import { textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import { Chance } from './chance.ts';
import { appendParagraph, textIn } from './guarded-text.ts';
import { handBuilt, type Id, idOfType, lettersIn, words } from './hand-built.ts';

const section = 'values';
const clients = [10, 20, 30, 40, 50];

/** A paragraph of the server's. */
export function firstState(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1;
  appendParagraph(doc, section, 'abcd');
  return Y.encodeStateAsUpdate(doc);
}

/** What people write unseen by each other for a while, hearing of one another now and then; in the order of their writing. */
export function writtenAtOnePlace(seed: number): Uint8Array[] {
  const chance = new Chance(seed);
  const updates = [firstState()];
  const pages = clients.map((clientId) => {
    const page = new Y.Doc();
    page.clientID = clientId;
    Y.applyUpdate(page, firstState());
    return page;
  });
  for (let turn = 0; turn < 12; turn++) {
    const page = chance.pick(pages);
    if (chance.happens(0.25)) {
      Y.applyUpdate(page, Y.encodeStateAsUpdate(chance.pick(pages)));
      continue;
    }
    const before = Y.encodeStateVector(page);
    writeOn(page, chance);
    updates.push(Y.encodeStateAsUpdate(page, before));
  }
  return [...updates, ...forgedAtOnePlace(pages, chance)];
}

function writeOn(page: Y.Doc, chance: Chance): void {
  const text = textIn(page, section);
  const fragment = page.getXmlFragment(textRoot(section));
  const [at, other] = [chance.below(4), chance.below(text.length)];
  for (let word = chance.between(1, 8); word > 0; word--) {
    const what = chance.weighted({ before: 6, elsewhere: 1, line: 2, bold: 1, cut: 1, after: 1 });
    if (what === 'before') text.insert(at, 'xy');
    else if (what === 'elsewhere') text.insert(Math.min(other, text.length), 'z');
    else if (what === 'line') fragment.insert(1, [new Y.XmlElement('paragraph')]);
    else if (what === 'bold') text.insert(at, 'b', { bold: {} });
    else if (what === 'after') text.insert(Math.min(at + 2, text.length), 'w');
    else text.delete(Math.min(at, text.length - 1), 1);
  }
}

/** Letters beside any others, in runs that name what came before them, by those who write only that. */
function forgedAtOnePlace(pages: readonly Y.Doc[], chance: Chance): Uint8Array[] {
  const all = new Y.Doc();
  for (const page of pages) Y.applyUpdate(all, Y.encodeStateAsUpdate(page));
  const parent = idOfType(textIn(all, section));
  const letters = lettersIn(textIn(all, section));
  return [15, 45].map((client) => {
    const origin = chance.happens(0.8) ? chance.pick(letters) : undefined;
    const structs = Array.from({ length: chance.between(1, 12) }, (_, at) => {
      const own: Id = [client, chance.happens(0.8) ? at - 1 : chance.below(Math.max(1, at))];
      const right = at === 0 || chance.happens(0.1) ? chance.pick([undefined, ...letters]) : own;
      const left = chance.happens(0.9) ? origin : chance.pick(letters);
      return {
        content: words('f'),
        ...(left && { origin: left }),
        ...(right && { rightOrigin: right }),
        ...(left || right ? {} : { parent }),
      };
    });
    return handBuilt([{ client, clock: 0, structs }]);
  });
}

/** The first two letters of {@link firstState}, and of the story of the rehearsal. */
const [a, b]: [Id, Id] = [
  [1, 2],
  [1, 3],
];
const between = (origin: Id, rightOrigin: Id) => ({ content: words('y'), origin, rightOrigin });
const first = (client: number) => handBuilt([{ client, clock: 0, structs: [between(a, b)] }]);

/** Where the walk that was made for one struct is not that of the next: updates that come in turn. */
export const otherWalks: readonly (readonly [title: string, updates: readonly Uint8Array[]])[] = [
  [
    'it is of another author',
    [
      first(150),
      handBuilt([
        { client: 320, clock: 0, structs: [between(a, b)] },
        { client: 20, clock: 0, structs: [between(a, [320, 0])] },
      ]),
    ],
  ],
  [
    'it is from another left neighbour',
    [
      first(150),
      handBuilt([{ client: 150, clock: 1, structs: [between([150, 0], b)] }]),
      handBuilt([{ client: 20, clock: 0, structs: [between(a, b), between([150, 0], [20, 0])] }]),
    ],
  ],
  [
    'something came in its way',
    [
      first(450),
      handBuilt([
        { client: 500, clock: 0, structs: [between(a, [320, 0])] },
        { client: 320, clock: 0, structs: [between(a, b), between(a, [320, 0])] },
      ]),
    ],
  ],
  [
    'something came in its way, behind a word of the same author',
    [
      first(320),
      handBuilt([{ client: 450, clock: 0, structs: [between([320, 0], b)] }]),
      handBuilt([
        { client: 500, clock: 0, structs: [between([320, 0], [320, 1])] },
        { client: 320, clock: 1, structs: [between([320, 0], b), between([320, 0], [320, 1])] },
      ]),
    ],
  ],
];
