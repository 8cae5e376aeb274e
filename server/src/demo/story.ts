/**
 * The two conventions of the demo, both made from the sample text: one that NEG-1 still keeps from being approved, because
 * the Relais joined after the only meeting; and one that can be approved and signed today.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calendarDay } from '@entente/shared/negotiation/calendar-day';
import { applyProposal } from '@entente/shared/sections/import-proposal';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import type { Made } from '../start-server.ts';
import { isImportRefusal, readWordFile } from '../word-import/read-word-file.ts';
import { fillIn } from './fill-in.ts';
import { type Desk, receptionOf, writeAsPage } from './page-without-network.ts';
import { particularsOf } from './particulars.ts';
import { relais, tilleuls, valmer } from './people.ts';
import type { SeedingClock } from './seeding-clock.ts';
import { bringIn, createTeam, nameManager, type Team, type Voice } from './teller.ts';
import { rangeOfWords } from './words-in-text.ts';

const timeZone = 'Europe/Paris';

export type Told = { readonly id: string; readonly title: string };

type Teams = { readonly tilleuls: Team; readonly valmer: Team; readonly relais: Team };
type Telling = { readonly made: Made; readonly desk: Desk; readonly clock: SeedingClock; readonly teams: Teams };

/** Tells both stories; every step is an ordinary command, at its own past moment. */
export async function tellStories(made: Made, clock: SeedingClock): Promise<readonly Told[]> {
  clock.goTo(45, 9);
  const teams = {
    tilleuls: await createTeam(made, tilleuls),
    valmer: await createTeam(made, valmer),
    relais: await createTeam(made, relais),
  };
  const desk = { engine: made.engine, reception: receptionOf(made.engine) };
  const telling = { made, desk, clock, teams };
  const ready = await tellReady(telling);
  const waiting = await tellWaiting(telling);
  clock.release();
  return [waiting, ready];
}

/** `without`: sections whose tables are left out of the words, since their rows will say the same. */
async function openFromSample({ teams }: Telling, title: string, without: readonly SectionId[] = []): Promise<string> {
  const proposal = await readWordFile(await readFile(join(import.meta.dirname, 'convention-repit.docx')));
  if (isImportRefusal(proposal)) throw new Error(`the sample was refused: ${proposal.refused}`);
  const sections = applyProposal(proposal, { sections: {}, refusedSplits: [] });
  const { id } = await teams.tilleuls.director.api.conventions.open({
    organisation: teams.tilleuls.organisation,
    title,
    language: 'fr',
    timeZone,
    start: { kind: 'import', sections: withRecords(sections, without) },
  });
  await nameManager(teams.tilleuls, id);
  return id;
}

/** The contract takes blocks as open records: they are judged again on arrival. */
function withRecords(sections: ReturnType<typeof applyProposal>, without: readonly SectionId[]) {
  return Object.fromEntries(
    Object.entries(sections).map(([section, blocks]) => [
      section,
      blocks
        .filter(({ type }) => type !== 'table' || !without.some((one) => one === section))
        .map((block) => ({ ...block })),
    ]),
  );
}

async function tellReady(telling: Telling): Promise<Told> {
  const { clock, teams } = telling;
  clock.release();
  const today = clock.now();
  const title = 'Répit et loisirs pour les adolescents accompagnés à domicile';
  clock.goTo(40, 9);
  const id = await openFromSample(telling, title, ['budget', 'evaluation']);
  clock.goTo(38, 10);
  await bringIn(teams.tilleuls.director, teams.valmer, id);
  await bringIn(teams.tilleuls.director, teams.relais, id);
  const all = [teams.tilleuls, teams.valmer, teams.relais];
  await fillInParticulars(telling, id);
  clock.goTo(30, 9);
  const first = await planMeeting(id, {
    team: teams.tilleuls,
    on: clock.moment(20, 14),
    expected: all,
    agenda: firstAgenda,
  });
  clock.goTo(20, 14);
  await holdMeeting(id, {
    meeting: first,
    chair: teams.tilleuls.manager,
    others: [teams.valmer.manager, teams.relais.manager],
  });
  clock.goTo(12, 11);
  for (const { manager } of all) await agree(manager, id, sectionIds);
  clock.goTo(10, 11);
  await deliberate(telling, id);
  clock.goTo(3, 9);
  await planMeeting(id, { team: teams.tilleuls, on: today, expected: all, agenda: 'Relecture\nApprobation' });
  return { id, title };
}

/** The head of service writes the fields and the rows on a page of hers. */
async function fillInParticulars({ desk, clock, teams: { tilleuls: t, valmer: v, relais: r } }: Telling, id: string) {
  const by = { person: t.manager.id, organisation: t.organisation, rank: 'manager' } as const;
  const start = calendarDay(clock.moment(-30, 9).toISOString(), timeZone);
  const partners = { tilleuls: t.organisation, valmer: v.organisation, relais: r.organisation };
  await writeAsPage(desk, { id, by }, (doc) => fillIn(doc, particularsOf(partners, start)));
}

/** SIG-1: the town council has voted, and the vote has effect. */
async function deliberate({ clock, teams: { valmer } }: Telling, id: string): Promise<void> {
  const date = calendarDay(clock.moment(11, 19).toISOString(), timeZone);
  const enforceableOn = calendarDay(clock.moment(10, 9).toISOString(), timeZone);
  await valmer.manager.api.conventions.command({
    id,
    command: { type: 'recordDeliberation', number: 'DEL-2026-041', date, enforceableOn },
  });
}

async function tellWaiting(telling: Telling): Promise<Told> {
  const { clock, teams } = telling;
  const title = 'Accueil du mercredi et des petites vacances';
  clock.goTo(21, 9);
  const id = await openFromSample(telling, title);
  clock.goTo(20, 10);
  await bringIn(teams.tilleuls.director, teams.valmer, id);
  clock.goTo(14, 9);
  const met = [teams.tilleuls, teams.valmer];
  const first = await planMeeting(id, {
    team: teams.tilleuls,
    on: clock.moment(9, 14),
    expected: met,
    agenda: firstAgenda,
  });
  clock.goTo(9, 14);
  await holdMeeting(id, { meeting: first, chair: teams.tilleuls.manager, others: [teams.valmer.manager] });
  clock.goTo(5, 10);
  await bringIn(teams.tilleuls.director, teams.relais, id);
  clock.goTo(4, 15);
  await takeSides(teams, id);
  clock.goTo(3, 16);
  await discuss(telling, id);
  clock.goTo(1, 9);
  const all = [...met, teams.relais];
  await planMeeting(id, {
    team: teams.valmer,
    on: clock.moment(-3, 14),
    expected: all,
    agenda: 'Tour des rubriques\nBudget',
  });
  return { id, title };
}

const firstAgenda = 'Présentation de chacun\nLe projet à minima\nSuite à donner';

const minutes = `Chaque organisation a présenté ce qu’elle peut apporter et ce qu’elle attend pour les personnes qu’elle accompagne.

Le projet à minima est partagé. Rien n’est décidé à cette rencontre\u202f: chacun relit le texte avec son équipe.`;

type Plan = { readonly team: Team; readonly on: Date; readonly expected: readonly Team[]; readonly agenda: string };

async function planMeeting(id: string, { team, on, expected, agenda }: Plan): Promise<string> {
  const { state } = await team.manager.api.conventions.command({
    id,
    command: {
      type: 'planMeeting',
      plannedFor: on.toISOString(),
      place: { kind: 'on-site', address: 'Salle du conseil, place de la Mairie, Valmer', host: null },
      agenda,
      expected: expected.flatMap(({ organisation, director, manager }) =>
        [director, manager].map((one) => ({ person: one.id, organisation })),
      ),
    },
  });
  const meeting = state.meetings.at(-1);
  if (!meeting) throw new Error('the planned meeting is missing');
  return meeting.id;
}

type Holding = { readonly meeting: string; readonly chair: Voice; readonly others: readonly Voice[] };

/** Opens it, lets everybody say that they are there, writes the minutes and closes it. */
async function holdMeeting(id: string, { meeting, chair, others }: Holding): Promise<void> {
  await chair.api.conventions.command({ id, command: { type: 'openMeeting', meeting } });
  for (const one of others) {
    await one.api.conventions.command({ id, command: { type: 'confirmAttendance', meeting, person: one.id } });
  }
  await chair.api.conventions.command({ id, command: { type: 'writeMinutes', meeting, minutes } });
  await chair.api.conventions.command({ id, command: { type: 'closeMeeting', meeting } });
}

async function agree(voice: Voice, id: string, sections: readonly SectionId[]): Promise<void> {
  const { facts } = await voice.api.text.get({ id });
  for (const section of sections) {
    const { digest } = facts.sections[section];
    await voice.api.conventions.command({ id, command: { type: 'takeStance', section, position: 'agree', digest } });
  }
}

/** Some parts are agreed by all, and so closed; one is reserved, one is refused as it stands. */
async function takeSides({ tilleuls: t, valmer: v, relais: r }: Teams, id: string): Promise<void> {
  for (const { manager } of [t, v, r]) await agree(manager, id, ['opening', 'values']);
  await agree(t.manager, id, ['project', 'roles', 'budget']);
  await agree(v.manager, id, ['project', 'evaluation']);
  const { facts } = await v.manager.api.text.get({ id });
  const reserve = 'La part de la Commune doit d’abord être votée par le conseil municipal.';
  const object = 'Le café des parents repose sur nous seuls\u202f: il faut un second animateur.';
  await say(v.manager, id, {
    section: 'budget',
    position: 'reserve',
    digest: facts.sections.budget.digest,
    reason: reserve,
  });
  await say(r.manager, id, {
    section: 'roles',
    position: 'object',
    digest: facts.sections.roles.digest,
    reason: object,
  });
}

type Side = {
  readonly section: SectionId;
  readonly position: 'reserve' | 'object';
  readonly digest: string;
  readonly reason: string;
};

async function say(voice: Voice, id: string, side: Side): Promise<void> {
  await voice.api.conventions.command({ id, command: { type: 'takeStance', ...side } });
}

async function discuss({ made, teams, clock }: Telling, id: string): Promise<void> {
  const words = await rangeOfWords(made.services.store, id, { section: 'roles', words: 'café des parents' });
  const thread = await teams.relais.manager.api.threads.start({
    id,
    section: 'roles',
    ...words,
    text: 'Chaque mois, c’est beaucoup avec une seule salariée. Peut-on le tenir à deux\u202f?',
  });
  clock.goTo(2, 10);
  const text = 'La Commune peut ouvrir la salle. Parlons-en à la prochaine rencontre.';
  await teams.valmer.manager.api.threads.reply({ id, thread: thread.id, text });
}
