/** F-47: nobody gets a convention approved or signed at a first meeting, by whatever way they try. */
import { messageTypes } from '@entente/shared/wire/messages';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { refusalOf } from '../support/answers.ts';
import { eventually } from '../support/eventually.ts';
import { fillInAs } from '../support/fill-in.ts';
import { agreeToAll, commandTo, frozenConvention, meet } from '../support/negotiated.ts';
import {
  createOrganisation,
  openWith,
  type Person,
  startTestServer,
  type Team,
  type TestServer,
  testClock,
} from '../support/server.ts';
import { addPasskey, signWith } from '../support/signing.ts';

let server: TestServer;
let teams: [Team, Team];

beforeEach(async () => {
  server = await startTestServer({ clock: testClock('2026-03-02T09:00:00.000Z') });
  teams = [await createOrganisation(server, 'Les Tilleuls'), await createOrganisation(server, 'Relais des Familles')];
});
afterEach(() => server.close());

/** Everything that approval asks for is there, but an earlier meeting: the first one is open. */
async function atTheFirstMeeting() {
  const [host, guest] = teams;
  const id = await openWith(host, [guest], { kind: 'template' });
  await fillInAs(server, host.manager, { id, parties: teams.map(({ organisation }) => organisation) });
  const meeting = await meet(server, { id, teams });
  await agreeToAll({ id, teams });
  const { facts } = await host.manager.api.text.get({ id });
  return { id, meeting, approve: { type: 'approveConvention', meeting, digest: facts.digest } as const };
}

async function approvalsAndSignatures(id: string): Promise<string[]> {
  const journal = await teams[0].director.api.conventions.journal({ id });
  return journal.map(({ event }) => event.type).filter((type) => /Approved|Frozen|Signed|Force/.test(type));
}

test('F-47: not by the API', async () => {
  const { id, approve } = await atTheFirstMeeting();
  for (const { director } of teams) {
    expect(await refusalOf(commandTo(id)(director, approve))).toEqual(['no-earlier-meeting']);
    const device = await addPasskey(director);
    expect(await refusalOf(signWith(device, director, { id }))).toEqual(['not-frozen']);
  }
  expect(await approvalsAndSignatures(id)).toEqual([]);
});

test('F-47: not by the socket, which carries no commands: whoever sends one is sent away', async () => {
  const { id, approve } = await atTheFirstMeeting();
  for (const type of [6, 99, messageTypes.announcement, messageTypes.saved]) {
    const socket = await socketOf(teams[0].director, id);
    socket.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, type);
        encoding.writeVarString(encoder, JSON.stringify(approve));
      }),
    );
    await eventually(() => socket.readyState === WebSocket.CLOSED);
  }
  expect(await approvalsAndSignatures(id)).toEqual([]);
});

async function socketOf(person: Person, id: string): Promise<WebSocket> {
  const { clientId, epoch, schemaVersion } = await person.api.text.openPage({ id });
  const query = new URLSearchParams({ client: String(clientId), epoch, schema: String(schemaVersion) });
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${id}?${query}`, {
    headers: { cookie: person.cookie, origin: server.url },
  });
  socket.on('error', () => undefined);
  await eventually(() => socket.readyState === WebSocket.OPEN);
  return socket;
}

test('F-47: not by sending again what was accepted elsewhere or before', async () => {
  const [host, guest] = teams;
  const done = await frozenConvention(server, teams);
  const device = await addPasskey(host.director);
  const { statement } = await host.director.api.signing.statement({ id: done });
  const signing = { nonce: statement.nonce, proof: { kind: 'passkey', assertion: device.answers(statement) } } as const;
  await host.director.api.signing.sign({ id: done, ...signing });
  const { state } = await host.director.api.conventions.get({ id: done });
  if (state.stage !== 'frozen') throw new Error('the other has yet to sign');
  const approved = { type: 'approveConvention', meeting: state.text.meeting, digest: state.text.digest } as const;

  const { id } = await atTheFirstMeeting();
  expect(await refusalOf(commandTo(id)(host.director, approved))).not.toEqual([]);
  expect(await refusalOf(host.director.api.signing.sign({ id, ...signing }))).toEqual(['statement-over']);
  expect(await approvalsAndSignatures(id)).toEqual([]);
  // In the convention itself a refusal opens another round: what was approved and signed in the last one counts no more.
  await commandTo(done)(guest.director, { type: 'refuseToSign', reason: 'Le budget a changé.' });
  expect(await refusalOf(commandTo(done)(host.director, approved))).not.toEqual([]);
  expect(await refusalOf(host.director.api.signing.sign({ id: done, ...signing }))).toEqual(['statement-over']);
  expect((await host.director.api.conventions.get({ id: done })).state.stage).toBe('negotiating');
});

test('F-47, F-60: not by the clock, moved on during the meeting or set back before the next one', async () => {
  const { id, meeting, approve } = await atTheFirstMeeting();
  const [{ director, manager }] = teams;
  const command = commandTo(id);
  server.clock.advance({ days: 1 });
  expect(await refusalOf(command(director, approve))).toEqual(['no-earlier-meeting']);
  await command(manager, { type: 'writeMinutes', meeting, minutes: 'Chacun s’est présenté.' });
  await command(manager, { type: 'closeMeeting', meeting });
  server.clock.advance({ days: -2 });
  const earlier = await meet(server, { id, teams });
  const again = { ...approve, meeting: earlier };
  expect(await refusalOf(command(director, again))).toEqual(['reflection-not-over']);
  expect(await approvalsAndSignatures(id)).toEqual([]);
});
