/** A text that is being opened: who comes with nothing is sent what was read, before there is a document of it. */
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openingMilliseconds } from '@entente/server/conventions/text-opening';
import { machineScheduler, type Scheduler } from '@entente/server/scheduler';
import { openDatabase } from '@entente/server/storage/database';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import { LiveText } from '@entente/server/text/live-text';
import { closeCodes, messageTypes } from '@entente/shared/wire/messages';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { type RunningEngine, removeFolder, startEngine } from '../support/engine.ts';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { openPage, type Page, type PageOptions } from '../support/page.ts';
import { director, manager } from '../support/people.ts';
import { openRaw } from '../support/raw-socket.ts';

const pages: Page[] = [];
const engines: RunningEngine[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const page of pages.splice(0)) page.leave();
  for (const engine of engines.splice(0)) await engine.stop();
  for (const folder of folders.splice(0)) await removeFolder(folder);
  vi.restoreAllMocks();
});

/** Nobody opens a text for its own sake: only for who needs it. */
const nobodyInAHurry: Scheduler = {
  ...machineScheduler,
  after: (milliseconds, act) =>
    Object.values<number>(openingMilliseconds).includes(milliseconds)
      ? () => undefined
      : machineScheduler.after(milliseconds, act),
};

async function comes(story: EngineStory, by: Parameters<typeof openPage>[1], options?: PageOptions): Promise<Page> {
  const page = await openPage(story, by, options);
  pages.push(page);
  return page;
}

/** A folder with a text that has a snapshot, and something after it. */
let stored: { readonly folder: string; readonly id: string; readonly kept: Uint8Array };

beforeAll(async () => {
  const engine = await startEngine();
  const story = await EngineStory.twoParties(engine);
  const writer = await openPage(story, manager('relais'));
  await writer.synced();
  for (let nth = 0; nth < 300; nth += 1) writer.edit('project', `mot${nth} `);
  await writer.allSaved();
  stored = { folder: engine.folder, id: story.id, kept: Y.encodeStateAsUpdate(writer.doc) };
  writer.leave();
  await engine.stop();
  await snapshotIn(engine.folder, story.id);
  const later = await startEngine({ folder: engine.folder });
  const last = await openPage(EngineStory.found(later, story.id), manager('ville'));
  await last.synced();
  last.edit('budget', 'à la fin ');
  await last.allSaved();
  last.leave();
  await later.stop();
});

afterAll(() => removeFolder(stored.folder));

/** That text, in a folder of the test's own. */
async function longText(): Promise<{ story: EngineStory; kept: Uint8Array; restart: () => Promise<EngineStory> }> {
  const folder = await mkdtemp(join(tmpdir(), 'entente-opening-'));
  folders.push(folder);
  await cp(stored.folder, folder, { recursive: true });
  const restart = async () => {
    const engine = await startEngine({ folder, scheduler: nobodyInAHurry });
    engines.push(engine);
    return EngineStory.found(engine, stored.id);
  };
  return { story: await restart(), kept: stored.kept, restart };
}

async function snapshotIn(folder: string, convention: string): Promise<void> {
  const database = await openDatabase(join(folder, 'entente.sqlite'));
  await new SqliteConventionStore(database).compact(convention);
  await database.close();
}

function inFile<T>(story: EngineStory, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(story.engine.folder, 'entente.sqlite'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const words = (page: Page) => [page.words('project'), page.words('budget')];
const openings = () => vi.spyOn(LiveText, 'load');

test('F-12 pages that come with nothing have all of a text before it is opened; nobody opens it twice', async () => {
  const { story } = await longText();
  const load = openings();
  const loadText = vi.spyOn(SqliteConventionStore.prototype, 'loadText');
  const newcomers = await Promise.all(Array.from({ length: 20 }, () => comes(story, manager('relais'))));
  await Promise.all(newcomers.map((page) => page.synced()));
  expect(load).not.toHaveBeenCalled();
  for (const page of newcomers) {
    expect(page.words('project')).toContain('mot299 mot298 ');
    expect(page.words('budget')).toMatch(/^à la fin Texte/);
  }
  const [first, second] = newcomers;
  first?.edit('project', 'aussitôt ');
  second?.edit('budget', 'ensemble ');
  await Promise.all([first?.allSaved(), second?.allSaved()]);
  await eventually(() => newcomers.every((page) => page.words('project').startsWith('aussitôt mot299')));
  await eventually(() => newcomers.every((page) => page.words('budget').startsWith('ensemble à la fin')));
  const { facts } = await story.conventions.text(story.id);
  expect(facts.sections.project.blank).toBe(false);
  expect([load.mock.calls.length, loadText.mock.calls.length]).toEqual([1, 1]);
  expect(newcomers.flatMap(({ closings, refusals }) => [...closings, ...refusals])).toEqual([]);
});

test('what others write meanwhile is neither lost to a newcomer nor doubled', async () => {
  const { story, kept } = await longText();
  const early = await comes(story, manager('relais'));
  await early.synced();
  const other = await comes(story, manager('ville'), { kept });
  await other.synced();
  other.edit('project', 'entre-temps ');
  other.edit('means', 'plus tard ');
  await other.allSaved();
  const late = await comes(story, director('ville'));
  await late.synced();
  expect(words(late)).toEqual(words(other));
  await eventually(() => words(early).join() === words(late).join());
  expect(late.words('project').match(/entre-temps/g)).toHaveLength(1);
  expect(late.words('project').match(/mot\d+ /g)).toHaveLength(300);
  const again = await comes(story, director('ville'), { kept: Y.encodeStateAsUpdate(early.doc) });
  await again.synced();
  expect(Y.encodeStateVector(again.doc)).toEqual(Y.encodeStateVector(late.doc));
});

test('a page that brings words is asked for them before it is told what it lacks', async () => {
  const { story, kept } = await longText();
  const raw = await openRaw(story, manager('relais'));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, kept);
  raw.sendSync(0, Y.encodeStateVector(doc));
  const sync = () => raw.received.filter(([type]) => type === messageTypes.sync).map(([, kind]) => kind);
  await eventually(() => sync().length === 2);
  expect(sync()).toEqual([0, 1]);
  raw.socket.terminate();
});

test('words that a newcomer brings without having said so are asked for as soon as the text is open', async () => {
  const { story } = await longText();
  const reader = await comes(story, manager('ville'));
  await reader.synced();
  const raw = await openRaw(story, manager('relais'));
  raw.sendSync(0, Uint8Array.of(0));
  const kinds = () => raw.received.filter(([type]) => type === messageTypes.sync).map(([, kind]) => kind);
  await eventually(() => kinds().includes(1));
  expect(kinds()).not.toContain(0);
  await story.conventions.text(story.id);
  await eventually(() => kinds().at(-1) === 0);
  await eventually(() => reader.saved() === 1);
  raw.socket.terminate();
});

test('F-07 a damaged snapshot is passed over before anything of it is sent', async () => {
  const { story } = await longText();
  const { changes } = inFile(story, (database) =>
    database.prepare("update text_snapshot set state = cast(state || x'00' as blob)").run(),
  );
  expect(Number(changes)).toBeGreaterThan(0);
  const page = await comes(story, manager('relais'));
  await page.synced();
  expect(page.words('project').match(/mot\d+ /g)).toHaveLength(300);
  expect(page.words('budget')).toMatch(/^à la fin Texte/);
  page.edit('budget', 'encore ');
  await page.allSaved();
});

test('F-13 a room that closes before its text was opened ends in order, and everything is there afterwards', async () => {
  const { story, restart } = await longText();
  const load = openings();
  const [left, stayed] = [await comes(story, manager('ville')), await comes(story, manager('relais'))];
  await Promise.all([left.synced(), stayed.synced()]);
  left.leave();
  stayed.provider.shouldConnect = false;
  await engines.pop()?.stop();
  expect(load).not.toHaveBeenCalled();
  await eventually(() => stayed.closings[0] === closeCodes.restarting);
  const again = await comes(await restart(), manager('relais'));
  await again.synced();
  expect(words(again)).toEqual(words(stayed));
});

test('F-11 a log that leads to no text: its pages are let go, whoever asks is told, and nothing is written', async () => {
  const { story, restart } = await longText();
  await engines.pop()?.stop();
  const database = await openDatabase(join(story.engine.folder, 'entente.sqlite'));
  const store = new SqliteConventionStore(database);
  const { textHead, journalHead } = (await store.load(story.id)) ?? { textHead: 0, journalHead: 0 };
  const stranger = new Y.Doc();
  stranger.getText('text:project').insert(0, 'a');
  const before = Y.encodeStateVector(stranger);
  stranger.getText('text:project').insert(1, 'b');
  await store.appendText({
    convention: story.id,
    expectedTextHead: textHead,
    expectedVersion: journalHead,
    updates: [
      {
        ...{ person: 'relais/manager', organisation: 'relais', connection: 'c', at: '2026-03-02T10:00:00.000Z' },
        bytes: Y.encodeStateAsUpdate(stranger, before),
      },
    ],
  });
  await database.close();
  const broken = await restart();
  const whole = await EngineStory.twoParties(broken.engine);
  const raw = await openRaw(broken, manager('relais'));
  await expect(broken.conventions.text(story.id)).rejects.toThrow(/lacks/);
  expect(await raw.closed()).toBe(1011);
  await expect(broken.conventions.text(story.id)).rejects.toThrow(/lacks/);
  expect(textHeadOf(broken)).toBe(textHead + 1);
  const other = await comes(whole, manager('ville'));
  await other.synced();
  other.edit('budget', 'ailleurs ');
  await other.allSaved();
});

function textHeadOf(story: EngineStory): number {
  const row = inFile(story, (database) =>
    database.prepare('select text_head from convention where id = ?').get(story.id),
  );
  return Number(row?.text_head);
}
