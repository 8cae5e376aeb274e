/**
 * What judging and applying a hostile update costs the server, in milliseconds, in a text of 60,000 edits that are all in
 * one paragraph: the worst there is. Run it again with `node tests/bench/admission-cost.ts`; it prints a table, and decides nothing.
 */
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import type { WritingRights } from '@entente/shared/text/admission/admission';
import { admit } from '@entente/shared/text/admission/admit';
import { commentKey } from '@entente/shared/text/admission/comment-key';
import { serverClientId } from '@entente/shared/text/server-client-id';
import { serverDocument } from '@entente/shared/text/server-document';
import * as Y from 'yjs';
import { appendParagraph, textIn } from '../support/guarded-text.ts';
import { deletionsOf, handBuilt, type Id, idOfType, mark, words } from '../support/hand-built.ts';

const edits = 60_000;
const times = Number(process.env.TIMES ?? 3);
const thread = '6f6c3a52-7c0f-4c39-9f6b-3f3f0d6f3f11';
const marked = { [commentKey(thread)]: { thread } };
const rights: WritingRights = {
  whyClosed: (part) => (part === 'budget' ? 'section-closed' : undefined),
  isOwn: (clientId) => clientId >= 100,
  isThread: () => true,
  isFull: () => false,
  isSpent: () => false,
};

/** `before` comes first, and is not counted. */
type Struct = Parameters<typeof handBuilt>[0][number]['structs'][number];
type Attack = { readonly name: string; readonly before?: Uint8Array; readonly update: Uint8Array };

/** A paragraph of 60,000 letters that two people typed by turns, with a comment, and some words in bold twice over. */
function longParagraph(section: 'project' | 'budget'): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = serverClientId;
  const run = appendParagraph(doc, section, 'Le répit des familles.');
  run.format(3, 5, marked);
  const last: Id = [serverClientId, (run._start?.id.clock ?? 0) + run.length - 1];
  const half = edits / 2;
  const turns = Array.from({ length: half }, (_, at) => at);
  const first = turns.map((at): Struct => ({ content: words('x'), origin: at === 0 ? last : [98, at - 1] }));
  const bold: Struct[] = [0, 1, 2].map((at) => ({
    content: mark('bold', at < 2 ? {} : null),
    origin: [98, half - 1 + at],
  }));
  const second = turns.map((at): Struct => {
    const origin: Id = [98, at];
    return at === half - 1
      ? { content: words('y'), origin: [98, half + 1], rightOrigin: [98, half + 2] }
      : { content: words('y'), origin, rightOrigin: [98, at + 1] };
  });
  doc.transact(() =>
    Y.applyUpdate(
      doc,
      handBuilt([
        { client: 98, clock: 0, structs: [...first, ...bold] },
        { client: 99, clock: 0, structs: second },
      ]),
    ),
  );
  return Y.encodeStateAsUpdate(doc);
}

function load(state: Uint8Array): Y.Doc {
  const doc = serverDocument();
  for (const section of sectionIds) doc.getXmlFragment(textRoot(section));
  doc.transact(() => Y.applyUpdate(doc, state));
  return doc;
}

function lettersOf(doc: Y.Doc, section: 'project' | 'budget'): Id[] {
  const letters: Id[] = [];
  for (let item = textIn(doc, section)._start; item !== null; item = item.right)
    if (item.content instanceof Y.ContentString) letters.push([item.id.client, item.id.clock]);
  return letters;
}

function redundantMark(doc: Y.Doc): Y.ID {
  const bold: Y.ID[] = [];
  for (let item = textIn(doc, 'budget')._start; item !== null; item = item.right)
    if (item.content instanceof Y.ContentFormat && item.content.key === 'bold' && item.content.value)
      bold.push(item.id);
  const second = bold[1];
  if (!second) throw new Error('nothing is bold twice');
  return second;
}

function attacks(project: Uint8Array, budget: Uint8Array): readonly (Attack & { readonly state: Uint8Array })[] {
  const doc = load(project);
  const letters = lettersOf(doc, 'project');
  const [a, b] = [letters[30_000] as Id, letters[30_001] as Id];
  const last = letters.at(-1) as Id;
  const parent = idOfType(textIn(doc, 'project'));
  const one = (client: number, structs: readonly Struct[]) => handBuilt([{ client, clock: 0, structs }]);
  const many = (client: number, count: number) =>
    one(
      client,
      Array.from({ length: count }, () => ({ content: words('x'), origin: last })),
    );
  const key = Object.keys(marked)[0] as string;
  const redundant = redundantMark(load(budget));
  const inProject = [
    {
      name: 'a known mark beside commented words',
      update: one(101, [
        { content: mark(key, { thread }), origin: a, rightOrigin: b },
        { content: words('x'), origin: [101, 0], rightOrigin: b },
        { content: mark(key, null), origin: [101, 1], rightOrigin: b },
      ]),
    },
    {
      name: 'two letters whose neighbours are in no order that is known',
      update: one(101, [
        { content: words('x'), origin: a, rightOrigin: b },
        { content: words('y'), origin: a, rightOrigin: [101, 0] },
        { content: words('z'), origin: [101, 1], rightOrigin: b },
      ]),
    },
    {
      name: 'a hundred letters between the ends of the paragraph',
      update: one(
        101,
        Array.from({ length: 100 }, () => ({ content: words('x'), origin: letters[0] as Id, rightOrigin: last })),
      ),
    },
    {
      name: '3,000 letters at the end, after 3,000 of another page',
      before: many(101, 3_000),
      update: many(102, 3_000),
    },
    {
      name: 'one letter in bold',
      update: one(
        101,
        [
          { content: mark('bold', {}), origin: a, rightOrigin: b },
          { content: mark('bold', null), origin: b },
        ].slice(0, 1),
      ),
    },
    {
      name: 'every letter deleted',
      update: Y.mergeUpdates([98, 99].map((client) => deletionsOf(client, [{ clock: 0, length: edits / 2 }]))),
    },
    { name: 'the paragraph deleted', update: deletionsOf(serverClientId, [{ clock: 0, length: 1 }]) },
    { name: 'a paragraph of its own', update: one(101, [{ content: words('x'), parent }]) },
  ];
  return [
    ...inProject.map((attack) => ({ ...attack, state: project })),
    {
      name: 'tidying a closed section, by a reader',
      state: budget,
      update: deletionsOf(redundant.client, [{ clock: redundant.clock, length: 1 }]),
    },
  ];
}

/** Of the processor, so that what else runs on the machine counts for nothing. */
function milliseconds(act: () => void): number {
  const before = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

function median(numbers: readonly number[]): string {
  return (numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0).toFixed(2);
}

function measured({ name, before, update, state }: Attack & { readonly state: Uint8Array }): Record<string, unknown> {
  const [judging, applying]: [number[], number[]] = [[], []];
  let verdict = '';
  for (let time = 0; time < times; time++) {
    const doc = load(state);
    if (before) Y.applyUpdate(doc, before);
    let admission = admit(doc, new Uint8Array([0, 0]), rights);
    judging.push(
      milliseconds(() => {
        admission = admit(doc, update, rights);
      }),
    );
    const admitted = admission;
    verdict = admitted.kind === 'refused' ? admitted.code : admitted.kind;
    if (admitted.kind === 'admitted') applying.push(milliseconds(() => Y.applyUpdate(doc, admitted.remainder)));
    doc.destroy();
  }
  const bytes = update.byteLength;
  return { name, bytes, verdict, 'judging (ms)': median(judging), 'applying (ms)': median(applying) };
}

console.log(`${edits} edits in one paragraph; medians of ${times}`);
for (const attack of attacks(longParagraph('project'), longParagraph('budget')))
  console.log(JSON.stringify(measured(attack)));
