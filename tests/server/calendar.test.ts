/** Calendar files by download and by mail, and the minutes that leave when a meeting is closed. */
import { randomUUID } from 'node:crypto';
import { calendarFile } from '@entente/server/calendar/calendar-file';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type Mail, type MailBox, openMailBox } from '../support/mail-box.ts';
import { readPdf } from '../support/read-pdf.ts';
import { Person, secretOf, startTestServer, type TestServer, testClock, Visitor } from '../support/server.ts';

/** The lines of a file, folded ones put together again (RFC 5545, 3.1). */
function linesOf(file: string): readonly string[] {
  return file.replace(/\r\n[ \t]/g, '').split('\r\n');
}

const property = (file: string, name: string) =>
  linesOf(file)
    .find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
    ?.replace(/^[^:]*:/, '');

const hostile = 'Répit, « pour tous » ; \\ fin\r\nATTENDEE:mailto:x@example.org\n\u0000👩‍👩‍👧 '.repeat(6);

describe('a calendar file', () => {
  const meeting = {
    id: '6c1f7c4e-5d3f-4a31-9a55-0f1f1d2c3b4a',
    sequence: 3,
    summary: hostile,
    description: 'jeudi 12 mars 2026 à 14:30 (Europe/Paris)',
    location: '3, rue des Tilleuls ; salle B',
    url: 'https://entente.example.org/conventions/x/meetings/y',
    start: '2026-03-12T13:30:00.000Z',
    minutes: 90,
    plannedAt: '2026-03-01T08:00:00.000Z',
    changedAt: '2026-03-02T09:00:00.000Z',
    status: 'confirmed',
    organizer: { name: 'Directrice', email: 'entente@example.org' },
  } as const;
  const at = '2026-03-02T10:00:00.000Z';
  const published = () => calendarFile([meeting], { kind: 'publish' }, { at });

  it('RFC 5545: lines end with CR LF, none is longer than 75 bytes, and no letter is cut', () => {
    const file = published();
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file).not.toContain('\uFFFD');
    expect(file.isWellFormed()).toBe(true);
  });

  it('takes whatever people wrote as words, never as lines of its own', () => {
    const lines = linesOf(published());
    const names = lines.filter((line) => line !== '').map((line) => line.split(/[:;]/, 1)[0]);
    expect(names).not.toContain('ATTENDEE');
    const summary = property(published(), 'SUMMARY') ?? '';
    const read = summary.replace(/\\([\\;,nN])/g, (_, letter: string) => (/n/i.test(letter) ? '\n' : letter));
    expect(read).toContain('Répit, « pour tous » ; \\ fin ATTENDEE:mailto:x@example.org');
    expect(read).toContain('👩‍👩‍👧');
  });

  it('says when in UTC, how long, which change it is, and takes a cancelled meeting out', () => {
    const file = published();
    expect(
      Object.fromEntries(
        ['UID', 'SEQUENCE', 'DTSTART', 'DTEND', 'DTSTAMP', 'STATUS', 'METHOD', 'VERSION'].map((name) => [
          name,
          property(file, name),
        ]),
      ),
    ).toEqual({
      UID: `${meeting.id}@entente`,
      SEQUENCE: '3',
      DTSTART: '20260312T133000Z',
      DTEND: '20260312T150000Z',
      DTSTAMP: '20260302T100000Z',
      STATUS: 'CONFIRMED',
      METHOD: 'PUBLISH',
      VERSION: '2.0',
    });
    expect(property(file, 'LOCATION')).toBe('3\\, rue des Tilleuls \\; salle B');
  });

  const attendee = { name: 'Direction "du" Relais\r\n; x', email: 'direction@example.org' };
  const named = (file: string, name: string) => linesOf(file).find((line) => line.startsWith(name));

  it('RFC 5546: what is published names its organizer and no attendee; a request names one, and asks for no answer', () => {
    expect(named(published(), 'ORGANIZER')).toBe('ORGANIZER;CN="Directrice":mailto:entente@example.org');
    expect(named(published(), 'ATTENDEE')).toBeUndefined();
    const request = calendarFile([meeting], { kind: 'request', attendee }, { at });
    expect([property(request, 'METHOD'), property(request, 'STATUS')]).toEqual(['REQUEST', 'CONFIRMED']);
    const line = named(request, 'ATTENDEE') ?? '';
    expect(line).toMatch(/;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;/);
    expect(line).toMatch(/:MAILTO:direction@example\.org$/);
    expect(linesOf(request).filter((one) => one.startsWith('; x'))).toEqual([]);
  });

  it('RFC 5546: cancelling is for the attendee, and a meeting that goes on without the attendee has no status', () => {
    const cancel = { kind: 'cancel', attendee } as const;
    const all = calendarFile([{ ...meeting, status: 'cancelled' }], cancel, { at });
    expect([property(all, 'METHOD'), property(all, 'STATUS')]).toEqual(['CANCEL', 'CANCELLED']);
    const one = calendarFile([meeting], cancel, { at });
    expect([property(one, 'METHOD'), property(one, 'STATUS')]).toEqual(['CANCEL', undefined]);
    for (const file of [all, one]) expect(property(file, 'ATTENDEE')).toBe('MAILTO:direction@example.org');
    const held = calendarFile([{ ...meeting, status: 'tentative' }], { kind: 'publish' }, { at });
    expect(property(held, 'STATUS')).toBe('TENTATIVE');
  });
});

let box: MailBox;
let server: TestServer;
let host: Person;
let guest: Person;
let organisation: string;
let other: string;
let id: string;
let meeting: string;

async function verifiedPerson(name: string, language: 'fr' | 'en'): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const password = 'un mot de passe long';
  const response = await new Visitor(server.url).post('/api/auth/sign-up/email', { name, email, password, language });
  const { user } = (await response.json()) as { user: { id: string } };
  const person = new Person(server.url, { id: user.id, name, email, password });
  const { text } = await box.mailTo(email, language === 'fr' ? /Confirmer/ : /Confirm/);
  expect((await person.fetch(/http:\/\/\S+/.exec(text)?.[0] ?? '')).status).toBe(302);
  expect((await person.signIn()).status).toBe(200);
  return person;
}

beforeAll(async () => {
  box = await openMailBox();
  server = await startTestServer({
    clock: testClock('2026-03-02T09:00:00.000Z'),
    environment: { SMTP_URL: box.url, MAIL_FROM: 'Entente <entente@example.org>' },
  });
  host = await verifiedPerson('Directrice', 'fr');
  guest = await verifiedPerson('Director', 'en');
  ({ id: organisation } = await host.api.organisations.create({ name: 'Les Tilleuls', kind: 'association' }));
  ({ id: other } = await guest.api.organisations.create({ name: 'Commune de Valmer', kind: 'public-body' }));
  ({ id } = await host.api.conventions.open({
    organisation,
    title: 'Répit des aidants',
    language: 'fr',
    timeZone: 'Europe/Paris',
    start: { kind: 'template' },
  }));
  const { url } = await host.api.conventions.invite({ id, as: 'party', label: 'La commune' });
  await guest.api.invitations.accept({ token: secretOf(url), organisation: other });
});
afterAll(async () => {
  await server.close();
  await box.close();
});

type Command = Parameters<Person['api']['conventions']['command']>[0]['command'];
const command = (person: Person, what: Command) => person.api.conventions.command({ id, command: what });

const plan = {
  plannedFor: '2026-03-12T13:30:00.000Z',
  durationMinutes: 90,
  place: { kind: 'on-site', address: '3, rue des Tilleuls', host: null },
} as const;

async function fileOf(person: Person, path: string) {
  const response = await person.fetch(`/api/conventions/${id}/${path}`);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

const calendarIn = ({ text }: Mail) =>
  /BEGIN:VCALENDAR[\s\S]*END:VCALENDAR/.exec(text)?.[0].replace(/\r?\n/g, '\r\n') ?? '';

test('a meeting is in the letter that invites to it, and the same by download', async () => {
  const expected = [
    { person: host.id, organisation },
    { person: guest.id, organisation: other },
  ];
  const { state } = await command(host, { type: 'planMeeting', ...plan, expected });
  meeting = state.meetings[0]?.id ?? '';
  const mailed = calendarIn(await box.mailTo(guest.email, /Meeting planned/));
  const { status, type, text } = await fileOf(guest, `meetings/${meeting}/meeting.ics`);
  expect({ status, type }).toEqual({ status: 200, type: 'text/calendar; charset=utf-8; method=PUBLISH' });
  const shown = (file: string) => linesOf(file).filter((line) => line && !/^(METHOD|ATTENDEE)/.test(line));
  expect(shown(mailed)).toEqual(shown(text));
  expect(property(mailed, 'METHOD')).toBe('REQUEST');
  expect(property(mailed, 'ATTENDEE')).toBe(`MAILTO:${guest.email}`);
  expect(linesOf(mailed).join('\n')).not.toContain(host.email);
  expect(linesOf(text).find((line) => line.startsWith('ORGANIZER'))).toBe(
    'ORGANIZER;CN="Directrice (Entente)":mailto:entente@example.org',
  );
  expect(property(text, 'UID')).toBe(`${meeting}@entente`);
  expect(property(text, 'SEQUENCE')).toBe('0');
  expect(property(text, 'DTSTART')).toBe('20260312T133000Z');
  expect(property(text, 'DTEND')).toBe('20260312T150000Z');
  expect(property(text, 'LOCATION')).toBe('3\\, rue des Tilleuls');
  expect(property(text, 'DESCRIPTION')).toContain('14:30 (Europe/Paris)');
  expect(property(text, 'SUMMARY')).toBe('Rencontre\u202f: Répit des aidants');
});

test('a change has the same identifier and a higher sequence, across the change of clocks; cancelling takes it out', async () => {
  const expected = [{ person: guest.id, organisation: other }];
  const change = { ...plan, plannedFor: '2026-03-30T12:30:00.000Z', expected };
  await command(host, { type: 'changeMeeting', meeting, ...change });
  const mailed = calendarIn(await box.mailTo(guest.email, /Meeting changed/));
  expect(property(mailed, 'SEQUENCE')).toBe('1');
  expect(property(mailed, 'DTSTART')).toBe('20260330T123000Z');
  expect(property(mailed, 'DESCRIPTION')).toContain('14:30 (Europe/Paris)');
  await command(host, { type: 'cancelMeeting', meeting });
  const cancelled = calendarIn(await box.mailTo(guest.email, /Meeting cancelled/));
  expect([property(cancelled, 'UID'), property(cancelled, 'SEQUENCE')]).toEqual([`${meeting}@entente`, '2']);
  expect([property(cancelled, 'METHOD'), property(cancelled, 'STATUS')]).toEqual(['CANCEL', 'CANCELLED']);
  expect((await fileOf(guest, `meetings/${meeting}/meeting.ics`)).type).toContain('method=CANCEL');
  const all = await fileOf(guest, 'meetings.ics');
  expect(all.text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(property(all.text, 'METHOD')).toBe('PUBLISH');
});

test('who is added is invited, who is left out is told and taken out, and nobody else hears of it', async () => {
  const [mine, theirs] = [
    { person: host.id, organisation },
    { person: guest.id, organisation: other },
  ];
  const colleague = await verifiedPerson('Director, two', 'en');
  const { url } = await guest.api.organisations.invite({ id: other, rank: 'director', label: 'Direction' });
  await colleague.api.invitations.accept({ token: secretOf(url) });
  const { state } = await command(host, { type: 'planMeeting', ...plan, expected: [mine] });
  const planned = state.meetings.at(-1)?.id ?? '';
  const letters = () => box.mails.filter(({ text }) => calendarIn({ text } as Mail).includes(`${planned}@entente`));
  await command(guest, { type: 'inviteDirector', meeting: planned, person: colleague.id, chairs: false });
  const invited = calendarIn(await box.mailTo(colleague.email, /Meeting planned/));
  expect([property(invited, 'METHOD'), property(invited, 'SEQUENCE')]).toEqual(['REQUEST', '0']);
  expect(letters()).toHaveLength(1);
  await command(host, { type: 'changeMeeting', meeting: planned, ...plan, expected: [mine, theirs] });
  const out = calendarIn(await box.mailTo(colleague.email, /Meeting without you/));
  expect(['METHOD', 'SEQUENCE', 'STATUS', 'UID'].map((name) => property(out, name))).toEqual([
    'CANCEL',
    '1',
    undefined,
    `${planned}@entente`,
  ]);
  await expect.poll(() => letters().length).toBe(3);
  expect(letters().map(({ to, subject }) => [to[0], subject.split(':')[0]])).toContainEqual([
    guest.email,
    'Meeting planned',
  ]);
  await command(host, { type: 'cancelMeeting', meeting: planned });
});

test('NEG-4: the host is written to before anybody is invited, and the invitation leaves on its answer', async () => {
  await command(guest, { type: 'stateLeadWish', wants: false });
  const colleague = await verifiedPerson('Manager', 'en');
  const { url } = await host.api.organisations.invite({ id: organisation, rank: 'manager', label: 'Cadre' });
  await colleague.api.invitations.accept({ token: secretOf(url) });
  await command(host, { type: 'nameParticipant', person: colleague.id, access: 'writes' });
  const expected = [
    { person: colleague.id, organisation },
    { person: guest.id, organisation: other },
  ];
  const acknowledges: ('outranked' | 'host-without-lead-wish')[] = ['outranked', 'host-without-lead-wish'];
  const place = { kind: 'on-site', address: 'Mairie', host: other } as const;
  const { state } = await command(host, { type: 'planMeeting', ...plan, place, expected, acknowledges });
  const held = state.meetings.at(-1)?.id ?? '';
  const { text } = await box.mailTo(guest.email, /proposed at your place/);
  expect(text).toContain(`/conventions/${id}/meetings/${held}`);
  expect(text).not.toContain('BEGIN:VCALENDAR');
  const subjects = (person: Person) =>
    box.mails.filter(({ to }) => to.includes(person.email)).map(({ subject }) => subject);
  expect(subjects(colleague).filter((subject) => /Meeting/.test(subject))).toEqual([]);
  expect(property((await fileOf(guest, `meetings/${held}/meeting.ics`)).text, 'STATUS')).toBe('TENTATIVE');
  const home = async (person: Person) => (await person.api.me.home()).awaiting.map(({ kind }) => kind);
  expect([await home(guest), await home(host), await home(colleague)]).toEqual([
    expect.arrayContaining(['invitation-held']),
    expect.arrayContaining(['invitation-held']),
    expect.not.arrayContaining(['meeting-planned']),
  ]);
  await command(guest, { type: 'sendMeetingInvitation', meeting: held });
  const invited = calendarIn(await box.mailTo(colleague.email, /Meeting planned/));
  expect([property(invited, 'METHOD'), property(invited, 'STATUS')]).toEqual(['REQUEST', 'CONFIRMED']);
  expect(await home(colleague)).toContain('meeting-planned');
  await command(host, { type: 'cancelMeeting', meeting: held });
  await box.mailTo(colleague.email, /Meeting cancelled/);
  const heard = subjects(colleague).filter((subject) => /Meeting/.test(subject));
  expect(heard.map((subject) => subject.split(':')[0])).toEqual(['Meeting planned', 'Meeting cancelled']);
});

test('when a meeting is closed its minutes go to everybody, decisions at a first meeting as proposals', async () => {
  const expected = [
    { person: host.id, organisation },
    { person: guest.id, organisation: other },
  ];
  const { state } = await command(host, { type: 'planMeeting', ...plan, expected });
  const held = state.meetings.at(-1)?.id ?? '';
  await command(host, { type: 'openMeeting', meeting: held });
  await command(guest, { type: 'confirmAttendance', meeting: held, person: guest.id });
  await command(guest, { type: 'recordDecision', meeting: held, text: 'Le centre ouvre en juillet.' });
  await command(guest, { type: 'logTime', meeting: held, kind: 'preparation', minutes: 45 });
  server.clock.advance({ hours: 1, minutes: 20 });
  await command(host, { type: 'writeMinutes', meeting: held, minutes: 'Chacun s’est présenté.' });
  await command(host, { type: 'closeMeeting', meeting: held });
  const inEnglish = await box.mailTo(guest.email, /Minutes/);
  const inFrench = await box.mailTo(host.email, /Compte rendu/);
  expect(inEnglish.text).toContain('are attached to this message');
  expect(inFrench.text).toContain('est joint à ce message');
  const encoded = /filename="?compte-rendu\.pdf"?[\s\S]*?\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/.exec(inFrench.raw)?.[1] ?? '';
  const { words, archival } = await readPdf(new Uint8Array(Buffer.from(encoded, 'base64')));
  expect(archival).toBe('3B');
  for (const said of [
    'Le centre ouvre en juillet. Proposition seulement, pour : Les Tilleuls, Commune de Valmer (première rencontre).',
    'En présence de : Directrice, Director.',
    'Chacun s’est présenté.',
    'Commune de Valmer 1 45 min 1 h 20 0 min 2 h 05',
  ]) {
    expect(words).toContain(said);
  }
});

test('F-44: no calendar is there for others', async () => {
  const stranger = await verifiedPerson('Direction, Ailleurs', 'fr');
  for (const path of ['meetings.ics', `meetings/${meeting}/meeting.ics`]) {
    expect({ path, status: (await fileOf(stranger, path)).status }).toEqual({ path, status: 404 });
  }
  expect((await fileOf(guest, `meetings/${randomUUID()}/meeting.ics`)).status).toBe(404);
});
