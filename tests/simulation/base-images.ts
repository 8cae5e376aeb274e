/** Disks on which a simulation begins: told once, by the real engine, and never written again. */

import type { OrdinaryInput } from '@entente/server/conventions/conventions';
import { fillIn } from '@entente/server/demo/fill-in';
import { writeAsPage } from '@entente/server/demo/page-without-network';
import type { Actor } from '@entente/shared/negotiation/commands';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { Chance } from '../support/chance.ts';
import { completeParticulars } from '../support/complete-particulars.ts';
import { director, manager, type Organisation, secondManager } from '../support/people.ts';
import { MemoryDisk } from './memory-disk.ts';
import { PendingThreads } from './pending-threads.ts';
import { ServerProcess } from './server-process.ts';
import { Timeline } from './timeline.ts';

export const beginnings = ['opened', 'half-agreed', 'about-to-freeze'] as const;
export type Beginning = (typeof beginnings)[number];

export type Image = { readonly disk: MemoryDisk; readonly convention: string; readonly now: string };

/** The section that is still open where all others are agreed. */
export const lastOpenSection: SectionId = 'budget';
const firstDay = '2026-03-02T09:00:00.000Z';

const told = new Map<Beginning, Promise<Image>>();

/** The disk of that beginning; every simulation takes a copy. */
export function imageOf(beginning: Beginning): Promise<Image> {
  const image = told.get(beginning) ?? tell(beginning);
  told.set(beginning, image);
  return image;
}

async function tell(beginning: Beginning): Promise<Image> {
  const teller = new Teller();
  await teller.opens();
  await teller.fillsIn();
  if (beginning !== 'opened') for (const section of sectionIds.slice(0, 4)) await teller.closes(section);
  if (beginning === 'about-to-freeze') {
    for (const section of sectionIds.slice(4)) if (section !== lastOpenSection) await teller.closes(section);
    await teller.meets();
    await teller.timeline.pass(3 * 24 * 60 * 60 * 1_000);
    await teller.opensMeeting(director('relais'), director('ville'));
    await teller.agrees(manager('ville'), lastOpenSection);
  }
  return teller.image();
}

class Teller {
  readonly timeline = new Timeline(new Chance(1), firstDay);
  readonly #disk = new MemoryDisk();
  readonly #process: ServerProcess;
  #id = '';

  constructor() {
    this.#process = new ServerProcess({
      ...{ timeline: this.timeline, chance: new Chance(2), disk: this.#disk, threads: new PendingThreads() },
      ...{ slowest: 1, answersEarly: false },
      onFatal: () => undefined,
      onError: ({ msg }) => {
        throw new Error(msg);
      },
    });
  }

  image(): Image {
    this.#process.life.isOver = true;
    return { disk: this.#disk, convention: this.#id, now: new Date(this.timeline.now).toISOString() };
  }

  async opens(): Promise<void> {
    const sections = Object.fromEntries(
      sectionIds.map((section) => [
        section,
        [{ type: 'paragraph', content: [{ type: 'text', text: `Texte de ${section}.` }] }],
      ]),
    );
    const about = { title: 'Convention de répit', language: 'fr', timeZone: 'Europe/Paris', sections } as const;
    const opened = await this.#soon(this.#process.engine.open(manager('relais'), about));
    if (isRefusal(opened) || opened.state.stage === 'deleted') throw new Error('not opened');
    this.#id = opened.state.id;
    for (const who of [director('relais'), secondManager('relais')]) await this.#names(manager('relais'), who);
    await this.#joins('ville', 'party');
    for (const who of [director('ville'), secondManager('ville')]) await this.#names(manager('ville'), who);
    await this.#joins('departement', 'observer-comments');
  }

  /** What approval awaits in fields and rows. */
  fillsIn(): Promise<void> {
    const { engine, reception } = this.#process;
    const page = { id: this.#id, by: manager('relais') };
    const filled = completeParticulars(['relais', 'ville']);
    return this.#soon(writeAsPage({ engine, reception }, page, (doc) => fillIn(doc, filled)));
  }

  async closes(section: SectionId): Promise<void> {
    await this.agrees(manager('relais'), section);
    await this.agrees(manager('ville'), section);
  }

  async agrees(by: Actor, section: SectionId): Promise<void> {
    const { facts } = await this.#soon(this.#process.engine.text(this.#id));
    await this.#does(by, { type: 'takeStance', section, position: 'agree', digest: facts.sections[section].digest });
  }

  /** Everybody is there, minutes are written, and it is closed. */
  async meets(): Promise<void> {
    const meeting = await this.opensMeeting(manager('relais'), manager('ville'));
    await this.#does(manager('relais'), { type: 'writeMinutes', meeting, minutes: 'Tout a été lu.' });
    await this.#does(manager('relais'), { type: 'closeMeeting', meeting });
  }

  async opensMeeting(...present: readonly Actor[]): Promise<string> {
    const plannedFor = new Date(this.timeline.now).toISOString();
    await this.#does(manager('relais'), { type: 'planMeeting', plannedFor, place: { kind: 'remote' }, expected: [] });
    const read = await this.#soon(this.#process.engine.read(this.#id));
    const meeting = read?.state.stage === 'deleted' ? '' : (read?.state.meetings.at(-1)?.id ?? '');
    await this.#does(manager('relais'), { type: 'openMeeting', meeting });
    // Whoever opens a meeting is there already.
    for (const by of present.filter(({ person }) => person !== manager('relais').person))
      await this.#does(by, { type: 'confirmAttendance', meeting, person: by.person });
    return meeting;
  }

  async #names(by: Actor, { person }: Actor): Promise<void> {
    await this.#does(by, { type: 'nameParticipant', person, access: 'writes' });
  }

  async #joins(organisation: Organisation, as: 'party' | 'observer-comments'): Promise<void> {
    const invitation = `invitation-of-${organisation}`;
    const expiresAt = '2099-01-01T00:00:00.000Z';
    await this.#does(manager('relais'), {
      type: 'inviteOrganisation',
      invitation,
      as,
      label: 'Une invitation',
      expiresAt,
    });
    await this.#does(manager(organisation), { type: 'acceptInvitation', invitation });
  }

  async #does(by: Actor, input: OrdinaryInput): Promise<void> {
    const outcome = await this.#soon(this.#process.engine.execute(this.#id, by, input));
    if (isRefusal(outcome)) throw new Error(`${input.type} was refused: ${JSON.stringify(outcome.reasons)}`);
  }

  async #soon<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    promise.then(settle, settle);
    await this.timeline.run(() => isSettled, 10_000);
    return promise;
  }
}
