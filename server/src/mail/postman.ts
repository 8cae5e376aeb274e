/** Turns what happened to a convention into letters for the people it concerns, after the commit. */

import { languageOf } from '@entente/shared/language';
import type { Event, EventOf } from '@entente/shared/negotiation/events';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import { type Existing, proofNameOf, type Signature } from '@entente/shared/negotiation/state';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { isRemovedAccount } from '../accounts/removed-account.ts';
import type { Accepted, Conventions } from '../conventions/conventions.ts';
import { namesOfOrganisations } from '../organisations/names-of.ts';
import type { PdfRenderer } from '../pdf/pdf-renderer.ts';
import type { ConventionStore } from '../storage/convention-store.ts';
import type { Database } from '../storage/schema.ts';
import { type About, conventionLetter, type Head } from './convention-letters.ts';
import { minutesEnclosure } from './enclosures.ts';
import type { Mailer } from './mailer.ts';
import { lettersAboutMeetings, type ToTell } from './meeting-letters.ts';
import { isPlanEvent } from './written-to.ts';

export type PostOffice = {
  readonly db: Kysely<Database>;
  readonly store: ConventionStore;
  readonly pdf: PdfRenderer;
  readonly mailer: Mailer;
  readonly publicUrl: string;
  readonly log: Logger;
};

export type TellingConventions = Conventions & {
  /** Resolves when the letters about everything that was decided so far are in the mailer's hands. */
  lettersWritten(): Promise<void>;
};

/** The same conventions, telling by mail what was decided. A letter that can't be written is logged and undoes nothing. */
export function withLetters(conventions: Conventions, office: PostOffice): TellingConventions {
  const underWay = new Set<Promise<void>>();
  const told = (outcome: Awaited<ReturnType<Conventions['execute']>>) => {
    if (!isRefusal(outcome)) {
      const telling = tell({ ...office, conventions }, outcome)
        .catch((error: unknown) => {
          office.log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'letters could not be written');
        })
        .finally(() => underWay.delete(telling));
      underWay.add(telling);
    }
    return outcome;
  };
  return {
    lettersWritten: async () => void (await Promise.all(underWay)),
    open: (by, input) => conventions.open(by, input),
    execute: async (id, by, input) => told(await conventions.execute(id, by, input)),
    beginSigning: (id, by) => conventions.beginSigning(id, by),
    sign: async (id, by, evidence) => told(await conventions.sign(id, by, evidence)),
    read: (id) => conventions.read(id),
    text: (id) => conventions.text(id),
    keptText: (id, version) => conventions.keptText(id, version),
    journal: (id) => conventions.journal(id),
    openPage: (id, by) => conventions.openPage(id, by),
    // biome-ignore lint/complexity/useMaxParams: the interface's own parameters.
    anchorThread: (id, by, thread, range) => conventions.anchorThread(id, by, thread, range),
    announce: (id, what) => conventions.announce(id, what),
    words: (id) => conventions.words(id),
    disconnect: (person, why, convention) => conventions.disconnect(person, why, convention),
  };
}

type Desk = PostOffice & { readonly conventions: Conventions };

async function tell(desk: Desk, { events, state, version }: Accepted): Promise<void> {
  if (state.stage === 'deleted') return;
  // The last signature is told by the letter that says what follows from it: one letter, with the later entry.
  const isLast = events.some(({ type }) => type === 'ConventionEnteredIntoForce');
  for (const [index, event] of events.entries()) {
    if (isLast && event.type === 'ConventionSigned') continue;
    const told = await letterAbout(desk, { event, state, version: version - events.length + 1 + index });
    if (told) await send(desk, { ...told, state });
  }
  if (events.some(isPlanEvent)) await tellOfMeetings(desk, { events, state, version });
}

type OfMeetings = { readonly events: readonly Event[]; readonly state: Existing; readonly version: number };

async function tellOfMeetings(desk: Desk, { events, state, version }: OfMeetings): Promise<void> {
  const entries = (await desk.store.load(state.id))?.entries ?? [];
  const before = entries.filter((entry) => entry.version <= version - events.length).map(({ event }) => event);
  const office = { ...desk, sender: desk.mailer.address };
  for (const told of lettersAboutMeetings(office, { before, events, state })) await send(desk, { ...told, state });
}

/** `version` is the event's own place in the journal. */
type Happened = { readonly event: Event; readonly state: Existing; readonly version: number };

/** What is worth a letter, and to whom; meetings have theirs. Everything else shows on the page. */
async function letterAbout(desk: Desk, { event, state, version }: Happened): Promise<ToTell | undefined> {
  switch (event.type) {
    case 'MeetingClosed':
      return aboutMinutes(desk, state, event);
    case 'TextFrozen':
      return {
        news: { kind: 'text-frozen', head: await headAt(desk, state, { event, version }) },
        to: everybody(state),
      };
    case 'ConventionSigned':
      return aboutSignature(desk, state, { event, version, signature: event, kind: 'signed' });
    case 'SigningRefused':
      return { news: { kind: 'signing-refused' }, to: others(everybody(state), event) };
    case 'ConventionEnteredIntoForce':
      return aboutSignature(desk, state, { event, version, signature: lastSignature(state), kind: 'in-force' });
    default:
      return undefined;
  }
}

/** The minutes go to everybody, whoever closed the meeting included: they are what is kept of it. */
async function aboutMinutes(desk: Desk, state: Existing, event: EventOf<'MeetingClosed'>): Promise<ToTell | undefined> {
  const meeting = state.meetings.find((one) => one.id === event.meeting);
  if (meeting?.status !== 'closed') return undefined;
  const enclosed = await minutesEnclosure(desk, state, meeting);
  const news = { kind: 'meeting-closed', openedAt: meeting.openedAt, isEnclosed: enclosed.length > 0 } as const;
  return { news, to: everybody(state), enclosed: async () => enclosed };
}

/** The journal's entry of that moment, whatever was added since. */
async function headAt({ store }: Desk, state: Existing, { event, version }: Entry): Promise<Head> {
  const entries = (await store.load(state.id))?.entries ?? [];
  const entry = entries.find((one) => one.version === version);
  if (!entry) throw new Error('an entry of the journal that was just appended is missing');
  const frozen = entries.findLast((one) => one.version <= version && one.event.type === 'TextFrozen')?.event;
  if (frozen?.type !== 'TextFrozen') throw new Error(`${event.type} came before the text was frozen`);
  return { version, hash: entry.hash, digest: frozen.digest };
}

type Entry = { readonly event: Event; readonly version: number };

type Signed = Entry & {
  readonly signature: Pick<Signature, 'organisation' | 'proof'>;
  readonly kind: 'signed' | 'in-force';
};

/** Everybody has the journal's head from it, whoever signed included. */
async function aboutSignature(desk: Desk, state: Existing, { signature, kind, ...entry }: Signed): Promise<ToTell> {
  const { organisation, proof } = signature;
  const names = await namesOfOrganisations(desk.db, [organisation]);
  const head = await headAt(desk, state, entry);
  return {
    news: { kind, head, organisation: names[organisation] ?? '', proof: proofNameOf(proof) },
    to: everybody(state),
  };
}

function lastSignature(state: Existing): Signature {
  const last = state.stage === 'inForce' ? state.signatures.at(-1) : undefined;
  if (!last) throw new Error('a convention came into force without a signature');
  return last;
}

function everybody(state: Existing): readonly string[] {
  return [...state.parties, ...state.observers].flatMap(({ participants }) => participants.map(({ person }) => person));
}

/** Who did it knows it. */
function others(people: readonly string[], { by }: Event): readonly string[] {
  return people.filter((person) => person !== by);
}

type ToSend = ToTell & { readonly state: Existing };

async function send({ db, mailer, publicUrl }: Desk, { state, news, to, enclosed }: ToSend): Promise<void> {
  if (to.length === 0) return;
  const about: About = { title: state.title, url: `${publicUrl}/conventions/${state.id}`, timeZone: state.timeZone };
  const rows = await db.selectFrom('user').select(['email', 'name', 'language']).where('id', 'in', to).execute();
  for (const { email, name, language } of rows) {
    if (isRemovedAccount(email)) continue;
    const attachments = enclosed ? await enclosed({ name, email }) : [];
    mailer.send({ to: email, ...conventionLetter(news, about, languageOf(language)), attachments });
  }
}
