/** Every line has its text before anybody types in it; else two people who begin there at the same moment make two. */
import { firstText } from '@entente/server/text/first-text';
import { type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import type { BlockJson } from '@entente/shared/text/blocks';
import { textFactsOf } from '@entente/shared/text/digest';
import { isLineWithoutText } from '@entente/shared/text/lines-without-text';
import { textSchema } from '@entente/shared/text/schema';
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { textInNewLines } from '../../client/src/editor/text-in-new-lines.ts';
import { undoManagerOf } from '../../client/src/editor/undo-managers.ts';
import { editOf, givenText } from '../support/guarded-text.ts';

const [mine, theirs] = [101, 201];
const [me, other] = [1, 2];

/** A page as far as the text goes: the editor's binding without the editor. */
class Page {
  readonly doc: Y.Doc;
  readonly updates: Uint8Array[] = [];
  readonly #section: SectionId;

  constructor(doc: Y.Doc, section: SectionId = 'project') {
    this.doc = doc;
    this.#section = section;
    textInNewLines(doc);
    undoManagerOf(doc, section);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.updates.push(update);
    });
  }

  get fragment(): Y.XmlFragment {
    return this.doc.getXmlFragment(textRoot(this.#section));
  }

  /** What the editor shows, and what it writes when it shows it. */
  show(): readonly BlockJson[] {
    return initProseMirrorDoc(this.fragment, textSchema).doc.toJSON().content ?? [];
  }

  /** The editor now holds these blocks, and the binding writes the difference. */
  edit(...blocks: readonly BlockJson[]): void {
    const node = textSchema.nodeFromJSON({ type: 'doc', content: blocks });
    const bound = { mapping: new Map(), isOMark: new Map() };
    this.doc.transact(() => updateYFragment(this.doc, this.fragment, node, bound), ySyncPluginKey);
  }

  /** The next edit is a step of undoing of its own. */
  pause(): void {
    undoManagerOf(this.doc, this.#section).stopCapturing();
  }

  undo(): void {
    undoManagerOf(this.doc, this.#section).undo();
  }

  linesWithoutText(): number {
    return [...this.fragment.createTreeWalker(isLineWithoutText)].length;
  }
}

function exchange(...pages: readonly Page[]): void {
  const sent = pages.map(({ updates }) => updates.splice(0));
  pages.forEach((page, who) => {
    for (const update of sent.filter((_, from) => from !== who).flat()) Y.applyUpdate(page.doc, update, 'server');
  });
}

const paragraph = (words = ''): BlockJson => ({
  type: 'paragraph',
  ...(words ? { content: [{ type: 'text', text: words }] } : {}),
});
const list = (...items: readonly BlockJson[]): BlockJson => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [item] })),
});
const table = (...cells: readonly BlockJson[]): BlockJson => ({
  type: 'table',
  content: [{ type: 'tableRow', content: cells.map((cell) => ({ type: 'tableCell', content: [cell] })) }],
});
const heading: BlockJson = { type: 'heading', attrs: { level: 3 } };
const withBreak: BlockJson = { type: 'paragraph', content: [{ type: 'hardBreak' }] };
const first = paragraph('Le répit des familles.');
const everyKindOfLine = [paragraph(), heading, list(paragraph(), paragraph('Un point')), table(paragraph(), heading)];

/** Two pages of one text, to which the first has just added these blocks. */
function twoPages(...added: readonly BlockJson[]): readonly [Page, Page] {
  const text = givenText();
  const pages = [new Page(text.peer(mine)), new Page(text.peer(theirs))] as const;
  pages[0].edit(first, ...added);
  exchange(...pages);
  return pages;
}

test.each([
  ['paragraph', (words: string) => paragraph(words)],
  ['list item', (words: string) => list(paragraph(words))],
  ['table cell', (words: string) => table(paragraph(words))],
  ['heading', (words: string) => ({ ...heading, ...(words ? { content: [{ type: 'text', text: words }] } : {}) })],
])(
  'two people begin in the same empty line at the same time, in a %s: no letter is doubled, none is lost',
  (_kind, line) => {
    const pages = twoPages(line(''));
    const typed = ['abc', 'XYZ'] as const;
    for (const letter of [0, 1, 2]) {
      pages.forEach((page, who) => {
        const shown = JSON.stringify(page.show().at(-1)).match(/"text":"(\w*)"/)?.[1] ?? '';
        page.edit(first, line(`${shown}${typed[who]?.[letter]}`));
      });
      // The other's letter is on its way while the next one is typed.
      if (letter !== 1) exchange(...pages);
    }
    exchange(...pages);
    const words = pages.map((page) => JSON.stringify(page.show().at(-1)).match(/"text":"(\w*)"/)?.[1] ?? '');
    expect(words[0]).toBe(words[1]);
    expect([...(words[0] ?? '')].sort().join('')).toBe('XYZabc');
  },
);

describe('every line gets its text from whoever makes it', () => {
  test('an editor, for each kind of line, and with the line itself, in what is sent first', () => {
    const page = new Page(givenText().peer(mine));
    page.edit(first, ...everyKindOfLine);
    expect(page.linesWithoutText()).toBe(0);
    const there = givenText().peer(theirs);
    Y.applyUpdate(there, page.updates[0] as Uint8Array);
    expect(there.getXmlFragment(textRoot('project')).toString()).toBe(page.fragment.toString());
    expect(new Page(there).linesWithoutText()).toBe(0);
  });

  test('an editor, for a line from which it takes the last thing', () => {
    const [page] = twoPages(withBreak);
    page.edit(first, paragraph());
    expect(page.linesWithoutText()).toBe(0);
  });

  test('the server, for each kind of line, and for sections in which nothing is said', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, firstText({ project: everyKindOfLine }));
    for (const section of sectionIds) expect(new Page(doc, section).linesWithoutText(), section).toBe(0);
  });
});

test('opening a text, and what comes from others, writes nothing, whatever the lines lack', () => {
  const text = givenText();
  const stock = text.peer(theirs);
  const page = new Page(text.peer(mine));
  const made = editOf(stock, () => stock.getXmlFragment(textRoot('project')).push([new Y.XmlElement('paragraph')]));
  text.take(made, other);
  Y.applyUpdate(page.doc, made, 'server');
  page.show();
  // Nor does an edit elsewhere: another page may give that line its text at the same moment.
  page.edit(paragraph('Le répit.'), paragraph());
  expect(page.linesWithoutText()).toBe(1);
  page.updates.length = 0;
  const opened = new Page(text.peer(mine + 1));
  opened.show();
  expect([...opened.updates, ...page.updates]).toEqual([]);
});

test('an empty text changes nothing of what is signed', () => {
  const withText = new Page(givenText().peer(mine));
  withText.edit(first, ...everyKindOfLine);
  const without = givenText().peer(mine);
  const fragment = without.getXmlFragment(textRoot('project'));
  const node = textSchema.nodeFromJSON({ type: 'doc', content: [first, ...everyKindOfLine] });
  without.transact(() => updateYFragment(without, fragment, node, { mapping: new Map(), isOMark: new Map() }));
  expect([...fragment.createTreeWalker(isLineWithoutText)].length).toBe(5);
  expect(textFactsOf(withText.doc)).toEqual(textFactsOf(without));
});

describe('admission', () => {
  test('takes a new line with its text, and the text once more', () => {
    const text = givenText();
    const page = new Page(text.peer(mine));
    page.edit(first, ...everyKindOfLine);
    const answers = page.updates.map((update) => text.take(update, me).admission.kind);
    expect(answers[0]).toBe('admitted');
    expect(new Set(answers.slice(1))).toEqual(new Set(['nothing']));
  });

  test('takes the texts that two pages give one line at the same time, and what either types', () => {
    const text = givenText();
    const pages = [new Page(text.peer(mine)), new Page(text.peer(theirs))] as const;
    pages[0].edit(first, withBreak);
    for (const update of pages[0].updates.splice(0)) {
      text.take(update, me);
      Y.applyUpdate(pages[1].doc, update, 'server');
    }
    for (const page of pages) page.edit(first, paragraph());
    const updates = pages.map((page) => page.updates.splice(0));
    const people = [me, other];
    updates.forEach((own, who) => {
      for (const update of own) expect(text.take(update, people[who] as number).admission.kind).not.toBe('refused');
      for (const update of own) Y.applyUpdate((pages[1 - who] as Page).doc, update, 'server');
    });
    pages.forEach((page, who) => {
      page.show();
      page.edit(first, paragraph(`mot ${who}`));
      for (const update of page.updates.splice(0))
        expect(text.take(update, people[who] as number).admission.kind).not.toBe('refused');
    });
    const shown = new Page(text.peer(mine + 1)).show();
    for (const words of ['mot 0', 'mot 1']) expect(JSON.stringify(shown)).toContain(words);
  });
});

describe('undoing', () => {
  const wordsOf = (page: Page) => page.show().map((block) => block.content?.[0]?.text ?? '');

  test('takes a line back with its text, in one step, and brings both again', () => {
    const [page] = twoPages();
    page.pause();
    page.edit(first, paragraph());
    page.undo();
    expect(wordsOf(page)).toEqual(['Le répit des familles.']);
    undoManagerOf(page.doc, 'project').redo();
    expect(page.show().length).toBe(2);
    expect(page.linesWithoutText()).toBe(0);
  });

  test('leaves the line its text, in which the other types meanwhile', () => {
    const [page, another] = twoPages(paragraph());
    another.edit(first, paragraph('Un'));
    another.undo();
    expect(another.linesWithoutText()).toBe(0);
    page.edit(first, paragraph('Deux'));
    exchange(page, another);
    expect(wordsOf(page)).toEqual(['Le répit des familles.', 'Deux']);
    expect(wordsOf(another)).toEqual(['Le répit des familles.', 'Deux']);
  });

  test('leaves it where the line was made without one', () => {
    const text = givenText();
    const stock = text.peer(theirs);
    stock.getXmlFragment(textRoot('project')).push([new Y.XmlElement('paragraph')]);
    const page = new Page(stock);
    page.edit(first, paragraph('Un'));
    page.undo();
    expect(wordsOf(page)).toEqual(['Le répit des familles.', '']);
    expect(page.linesWithoutText()).toBe(0);
  });

  test.each([
    ['heading', heading, { ...heading, content: [{ type: 'text', text: 'Sien' }] }],
    ['list', list(paragraph()), list(paragraph('Sien'))],
    ['table', table(paragraph(), paragraph()), table(paragraph(), paragraph('Sien'))],
  ])('keeps a %s in which another has written since, and takes it away while nobody has', (_kind, made, written) => {
    const text = givenText();
    const [page, another] = [new Page(text.peer(mine)), new Page(text.peer(theirs))];
    page.edit(first, made);
    page.undo();
    expect(page.show()).toHaveLength(1);
    page.edit(first, made);
    exchange(page, another);
    another.edit(first, written);
    exchange(page, another);
    page.undo();
    expect(JSON.stringify(page.show())).toContain('Sien');
  });
});
