import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import { closeCodes } from '@entente/shared/wire/messages';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder, startEngine } from '../support/engine.ts';
import type { ChildReady } from '../support/engine-child.ts';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { connectPage, openPage, type Page } from '../support/page.ts';
import { manager } from '../support/people.ts';

let folder = '';
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-durability-'));
});

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await removeFolder(folder);
});

async function startChild(home: string, convention?: string): Promise<{ child: ChildProcess; ready: ChildReady }> {
  const script = join(import.meta.dirname, '..', 'support', 'engine-child.ts');
  const child = fork(script, [home, ...(convention ? [convention] : [])], { execArgv: [] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const [ready] = (await once(child, 'message')) as [ChildReady];
  return { child, ready };
}

function pagesOf({ syncUrl, convention, pages }: ChildReady): Page[] {
  return pages.map(({ person, clientId, epoch, schemaVersion }) =>
    connectPage(
      { syncUrl, convention, person, clientId },
      { params: { client: String(clientId), epoch, schema: String(schemaVersion) } },
    ),
  );
}

/** Types a word of its own every few milliseconds; remembers with which update each was sent. */
class Typist {
  readonly page: Page;
  readonly sent: { readonly word: string; readonly update: number }[] = [];
  readonly #name: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(page: Page, name: string) {
    this.page = page;
    this.#name = name;
  }

  start(): void {
    this.#timer = setInterval(() => {
      const word = `${this.#name}.${this.sent.length}`;
      this.page.edit('project', `${word} `);
      this.sent.push({ word, update: this.page.sent() });
    }, 2);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Words that the server called durable. */
  saved(): string[] {
    return this.sent.filter(({ update }) => update <= this.page.saved()).map(({ word }) => word);
  }
}

const long = { timeout: 120_000 };

test(
  'F-01 F-02 kill -9 while four people type: nothing acknowledged, and nothing that another had seen, is missing',
  long,
  async () => {
    let promised: string[] = [];
    let { child, ready } = await startChild(folder);
    for (let kill = 0; kill < 4; kill++) {
      const typists = pagesOf(ready).map((page, index) => new Typist(page, `${kill}-${index}`));
      await Promise.all(typists.map(({ page }) => page.synced()));
      const [watcher] = typists;
      expect(watcher?.page.words('project').split(' ')).toEqual(expect.arrayContaining(promised));
      for (const typist of typists) typist.start();
      // A machine under load types slowly: kill when something is promised, at another moment each time.
      await eventually(() => typists.flatMap((typist) => typist.saved()).length > 20, 15_000);
      await pause(31 * kill);
      child.kill('SIGKILL');
      // Read at once: a provider that reconnects counts from nought again.
      const saved = typists.flatMap((typist) => typist.saved());
      await once(child, 'exit');
      for (const typist of typists) typist.stop();
      const seen = typists.flatMap((reader) => {
        const words = new Set(reader.page.words('project').split(' '));
        return typists
          .filter((typist) => typist !== reader)
          .flatMap(({ sent }) => sent.map(({ word }) => word).filter((word) => words.has(word)));
      });
      promised = [...new Set([...promised, ...saved, ...seen])];
      for (const { page } of typists) page.leave();
      ({ child, ready } = await startChild(folder, ready.convention));
    }
    const [last] = pagesOf(ready);
    await last?.synced();
    expect(last?.words('project').split(' ')).toEqual(expect.arrayContaining(promised));
    last?.leave();
    child.kill('SIGKILL');
    await once(child, 'exit');
  },
);

test('F-09 SIGTERM under load: pages are told to come back, and lose nothing when they do', long, async () => {
  const home = await mkdtemp(join(tmpdir(), 'entente-term-'));
  const first = await startChild(home);
  const typists = pagesOf(first.ready).map((page, index) => new Typist(page, `${index}`));
  await Promise.all(typists.map(({ page }) => page.synced()));
  for (const typist of typists) typist.start();
  await pause(150);
  first.child.kill('SIGTERM');
  const [code] = (await once(first.child, 'exit')) as [number];
  expect(code).toBe(0);
  await eventually(() => typists.every(({ page }) => page.closings[0] === closeCodes.restarting));
  for (const typist of typists) typist.stop();
  const second = await startChild(home, first.ready.convention);
  for (const { page } of typists) page.provider.serverUrl = second.ready.syncUrl;
  await Promise.all(typists.map(({ page }) => eventually(() => page.provider.synced, 8_000)));
  await Promise.all(typists.map(({ page }) => page.allSaved()));
  const all = typists.flatMap(({ sent }) => sent.map(({ word }) => word));
  const [fresh] = pagesOf(second.ready);
  await fresh?.synced();
  expect(fresh?.words('project').split(' ')).toEqual(expect.arrayContaining(all));
  for (const page of [...typists.map((typist) => typist.page), ...(fresh ? [fresh] : [])]) page.leave();
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
  await removeFolder(home);
});

test('F-12 a hundred pages that open at once on a cold server: one load, one text', long, async () => {
  const home = await mkdtemp(join(tmpdir(), 'entente-cold-'));
  const before = await startEngine({ folder: home });
  const { id } = await EngineStory.twoParties(before);
  await before.stop();
  const engine = await startEngine({ folder: home });
  const story = EngineStory.found(engine, id);
  const pages = await Promise.all(Array.from({ length: 100 }, () => openPage(story, manager('relais'))));
  await Promise.all(pages.map((page) => page.synced()));
  expect(new Set(pages.map((page) => page.words('project')))).toEqual(new Set(['Texte de project.']));
  expect(engine.textLoads()).toBe(1);
  for (const page of pages) page.leave();
  await engine.stop();
  await removeFolder(home);
});

test(
  'another process that was quicker: the command is decided anew, pages come back, nothing is lost',
  long,
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'entente-two-'));
    const [one, other] = [await startEngine({ folder: home }), await startEngine({ folder: home })];
    const story = await EngineStory.twoParties(one);
    const there = EngineStory.found(other, story.id);
    const page = await openPage(there, manager('ville'));
    await page.synced();
    await story.does(manager('relais'), { type: 'renameConvention', title: 'Un autre titre' });
    const outcome = await other.conventions.execute(story.id, manager('ville'), { type: 'keepVersion', label: 'Ici' });
    expect(isRefusal(outcome)).toBe(false);
    expect((await there.state()).title).toBe('Un autre titre');
    await eventually(() => page.closings.length === 1);
    page.edit('project', 'Toujours là. ');
    await eventually(() => page.provider.synced && page.sent() > 0 && page.saved() === page.sent());
    const { sections } = await other.conventions.text(story.id);
    expect(JSON.stringify(sections.project)).toContain('Toujours là.');
    page.leave();
    await Promise.all([one.stop(), other.stop()]);
    await removeFolder(home);
  },
);
