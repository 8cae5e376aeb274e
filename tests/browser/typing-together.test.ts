/** Several people type in the same section at the same time: every letter of each of them arrives, on every page. */
import { expect, test } from 'vitest';
import { negotiationOfFile } from './support/negotiation-of-file.ts';
import type { Visitor } from './support/visitor.ts';
import { beginParagraph, expectSaved, openText, placeCaretAtEnd, sectionLines } from './support/writing.ts';

const scene = negotiationOfFile();

/** Some of them typed by keys, some put in as a keyboard of another country does. */
const sentence =
  'Chaque famille choisit, à chaque étape, où le répit a lieu : l’été, l’école, où que ce soit ; ça ne l’oblige à rien. ';

/** About this many words; they end without a space. */
function someWords(count: number): string {
  const words = sentence.trim().split(' ');
  return Array.from({ length: count }, (_, place) => words[place % words.length]).join(' ');
}

/** Somebody who was not there reads it too: what the pages show is what the server keeps. */
async function newcomer(): Promise<Visitor> {
  const visitor = await scene.seat(scene.told.teams[0].manager);
  await openText(visitor, scene.told.id);
  return visitor;
}

test('two people type in neighbouring lines at the same time: every letter arrives, in its place', async () => {
  const [one, other] = await scene.bothDirectors();
  await beginParagraph(one, 'general');
  await beginParagraph(other, 'general');
  const words = [`A ${someWords(120)}`, `B ${someWords(120)}`] as const;
  await Promise.all([one.page.keyboard.type(words[0]), other.page.keyboard.type(words[1])]);
  await expectSaved(one);
  await expectSaved(other);
  for (const { page } of [one, other, await newcomer()]) {
    await expect
      .poll(async () => (await sectionLines(page, 'general')).filter((line) => /^[AB] /.test(line)).sort(), {
        timeout: 30_000,
      })
      .toEqual(words);
  }
  expect([...one.accidents, ...other.accidents]).toEqual([]);
});

test('somebody divides the line in which another is typing: words may part, no letter is lost', async () => {
  const [one, other] = await scene.bothDirectors();
  const before = await lettersOf(one);
  await beginParagraph(one, 'project');
  const [typed, divided] = [someWords(80), someWords(4)];
  const divide = async () => {
    for (let time = 0; time < 5; time += 1) {
      // The caret is at the end when the key is pressed; what arrives meanwhile comes after it.
      await beginParagraph(other, 'project');
      await other.page.keyboard.type(divided);
    }
  };
  await Promise.all([one.page.keyboard.type(typed), divide()]);
  await expectSaved(one);
  await expectSaved(other);
  const expected = sorted(before + typed + divided.repeat(5));
  for (const visitor of [one, other, await newcomer()]) {
    await expect.poll(async () => sorted(await lettersOf(visitor)), { timeout: 30_000 }).toBe(expected);
  }
  expect(await sectionLines(one.page, 'project')).toEqual(await sectionLines(other.page, 'project'));
  expect([...one.accidents, ...other.accidents]).toEqual([]);
});

test('two people begin in the same empty line at the same time: no letter is lost, none is doubled', async () => {
  const [one, other] = await scene.bothDirectors();
  const typed = ['abcdefghijklm', 'NOPQRSTUVWXYZ'] as const;
  for (let time = 0; time < 4; time += 1) {
    await beginParagraph(one, 'general');
    const before = await sectionLines(one.page, 'general');
    await expect.poll(() => sectionLines(other.page, 'general')).toEqual(before);
    await placeCaretAtEnd(other.page, 'general');
    await Promise.all([one.page.keyboard.type(typed[0]), other.page.keyboard.type(typed[1])]);
    await expectSaved(one);
    await expectSaved(other);
    for (const { page } of [one, other]) {
      await expect
        .poll(async () => sorted((await sectionLines(page, 'general')).at(-1) ?? ''), { timeout: 30_000 })
        .toBe(sorted(typed.join('')));
    }
  }
  expect(await sectionLines(one.page, 'general')).toEqual(await sectionLines(other.page, 'general'));
  expect([...one.accidents, ...other.accidents]).toEqual([]);
});

async function lettersOf({ page }: Visitor): Promise<string> {
  return (await sectionLines(page, 'project')).join('');
}

function sorted(letters: string): string {
  return [...letters].sort().join('');
}
