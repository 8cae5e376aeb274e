import { colourOfMark, observerColour } from '@entente/shared/organisations/marks';
import { closeCodes } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { firstText } from '../support/page.ts';
import { manager } from '../support/people.ts';
import { presenceMessage } from '../support/raw-socket.ts';
import { wire } from '../support/wire.ts';

const on = wire();

const stamp = (person: string, organisation: string, color: string) => ({
  id: person,
  name: `name of ${person}`,
  organisation,
  organisationName: `name of ${organisation}`,
  color,
});

test('F-37 presence bears the name, organisation and colour that the server knows, whatever the page claims', async () => {
  const story = await EngineStory.twoParties(on.engine);
  await story.joins('departement', 'observer-reads');
  const [one, other] = [await on.page(story, manager('relais')), await on.page(story, manager('ville'))];
  const reader = await on.page(story, manager('departement'));
  await Promise.all([one.synced(), other.synced(), reader.synced()]);
  one.provider.awareness.setLocalState({
    user: { name: 'Somebody else', color: 'red;background:url(x)', organisation: 'ville' },
    section: 'budget',
    evil: '<script>',
  });
  const seen = () => other.provider.awareness.getStates().get(one.clientId);
  await eventually(() => seen()?.section === 'budget');
  expect(seen()).toEqual({
    user: stamp('relais/manager', 'relais', colourOfMark(0)),
    section: 'budget',
    cursor: null,
  });
  reader.provider.awareness.setLocalStateField('section', 'project');
  await eventually(() => one.provider.awareness.getStates().get(reader.clientId)?.section === 'project');
  expect(one.provider.awareness.getStates().get(reader.clientId)?.user).toEqual(
    stamp('departement/manager', 'departement', observerColour),
  );
  expect(one.provider.awareness.getLocalState()).toMatchObject({ user: { name: 'Somebody else' } });
});

test('a caret goes to the others; a page that leaves disappears; a new page sees who is here', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [one, other] = [await on.page(story, manager('relais')), await on.page(story, manager('ville'))];
  await Promise.all([one.synced(), other.synced()]);
  const anchor = Y.createRelativePositionFromTypeIndex(firstText(one.doc, 'project'), 3);
  one.provider.awareness.setLocalStateField('cursor', { anchor, head: anchor });
  const states = () => other.provider.awareness.getStates();
  await eventually(() => Boolean(states().get(one.clientId)?.cursor));
  const late = await on.page(story, manager('ville'));
  await eventually(() => late.provider.awareness.getStates().has(one.clientId));
  expect(JSON.parse(JSON.stringify(late.provider.awareness.getStates().get(one.clientId)?.cursor))).toEqual(
    JSON.parse(JSON.stringify({ anchor, head: anchor })),
  );
  one.provider.ws?.close();
  await eventually(() => !states().has(one.clientId));
  // It comes back by itself, with the clock that it had: it must be seen at once all the same.
  await eventually(() => states().has(one.clientId), 3_000);
});

test('F-37 junk that would break editors never reaches them', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const witness = await on.page(story, manager('ville'));
  await witness.synced();
  const raw = await on.raw(story, manager('relais'));
  const id = { client: 0, clock: 1 };
  const position = { type: null, tname: 'text:project', item: null, assoc: 0 };
  const junk = [
    'a string',
    42,
    [],
    { user: 'a string', cursor: 'junk' },
    { cursor: { anchor: 'x', head: 'y' } },
    { cursor: { anchor: position } },
    { cursor: { anchor: {}, head: {} } },
    { cursor: { anchor: { ...position, tname: 'elsewhere' }, head: position } },
    { cursor: { anchor: { ...position, item: { client: -1, clock: 1 } }, head: position } },
    { cursor: { anchor: { ...position, item: { ...id, clock: 1.5 } }, head: position } },
    { cursor: { anchor: { ...position, item: { ...id, clock: 'x' } }, head: position } },
    { cursor: { anchor: { ...position, extra: 1 }, head: position } },
    { section: 'nowhere' },
  ];
  for (const [index, state] of junk.entries()) raw.sendPresence([[raw.clientId, index + 1, state]]);
  raw.sendPresence([[raw.clientId, 100, { cursor: { anchor: position, head: { item: id } } }]]);
  await eventually(() => witness.provider.awareness.getStates().has(raw.clientId));
  expect(witness.provider.awareness.getStates().get(raw.clientId)).toEqual({
    user: stamp('relais/manager', 'relais', colourOfMark(0)),
    cursor: { anchor: position, head: { item: id } },
    section: null,
  });
  expect(raw.socket.readyState).toBe(raw.socket.OPEN);
});

test("F-37 nobody changes or removes another's presence, and re-sent foreign states are no offence", async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [one, other] = [await on.page(story, manager('relais')), await on.page(story, manager('ville'))];
  await Promise.all([one.synced(), other.synced()]);
  one.provider.awareness.setLocalStateField('section', 'values');
  const seen = () => other.provider.awareness.getStates().get(one.clientId)?.section;
  await eventually(() => seen() === 'values');
  const raw = await on.raw(story, manager('ville'));
  const far = Date.now() * 2;
  raw.sendPresence([
    [one.clientId, far, null],
    [one.clientId, far, { section: 'budget' }],
    [raw.clientId, 1, { section: 'project' }],
  ]);
  await eventually(() => other.provider.awareness.getStates().get(raw.clientId)?.section === 'project');
  expect(seen()).toBe('values');
  expect(one.provider.awareness.getStates().has(one.clientId)).toBe(true);
  expect(raw.socket.readyState).toBe(raw.socket.OPEN);
});

test('F-37 a state of more than 4 KiB, or one that is no JSON, ends the connection', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const large = await on.raw(story, manager('relais'));
  large.sendPresence([[large.clientId, 1, { section: 'x'.repeat(5_000) }]]);
  expect(await large.closed()).toBe(closeCodes.malformed);
  const broken = await on.raw(story, manager('relais'));
  broken.send(presenceMessage([[broken.clientId, 1, '{']]));
  expect(await broken.closed()).toBe(closeCodes.malformed);
});

test('presence is coalesced: a hundred moves reach the others as a few', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [raw, watcher] = [await on.raw(story, manager('relais')), await on.raw(story, manager('ville'))];
  await eventually(() => watcher.received.length > 0);
  const before = watcher.received.length;
  for (let clock = 1; clock <= 100; clock++) {
    raw.sendPresence([[raw.clientId, clock, { section: clock === 100 ? 'general' : 'project' }]]);
  }
  await eventually(
    () => (watcher.present().get(raw.clientId) as { section?: string } | undefined)?.section === 'general',
  );
  expect(watcher.received.length - before).toBeLessThan(10);
});
