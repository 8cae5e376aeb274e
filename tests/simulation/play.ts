/** One simulated story: random deeds for a while, then everything heals, and everybody must read the same. */

import { LiveText } from '@entente/server/text/live-text';
import type { CommandInput } from '@entente/shared/negotiation/commands';
import { type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import { director, manager, secondManager } from '../support/people.ts';
import { another } from './another-process.ts';
import { lastOpenSection } from './base-images.ts';
import { emptyReplica, factsOf, readingOf } from './reading.ts';
import type { ServerProcess } from './server-process.ts';
import type { EditName, SimulatedPage } from './simulated-page.ts';
import { type Counts, people, type Settings, Simulation } from './simulation.ts';

export type Played = {
  readonly faults: readonly string[];
  readonly counts: Counts;
  readonly story: readonly string[];
  /** The same for the same seed, and hardly ever for two: what the text says and how it came to it. */
  readonly fingerprint: string;
};

const editWeights: Partial<Record<EditName, number>> = {
  ...{ type: 8, cut: 3, bold: 2, plain: 1, link: 1, paragraph: 1.5, split: 2, erase: 0.7, heading: 0.7, level: 0.5 },
  ...{ list: 0.5, join: 1, table: 0.5, row: 0.5, dropRow: 0.3, dropColumn: 0.3, widen: 0.3 },
};

/** How many tasks a story may take to come to rest; a hundred times the usual. */
const mostTasks = 60_000;

export async function play(settings: Settings): Promise<Played> {
  const story = new Story(await Simulation.begin(settings));
  await story.happens();
  await story.heals();
  await story.goesOn();
  await story.ends();
  const { simulation } = story;
  const { oracle, counts, timeline } = simulation;
  const fingerprint = `${factsOf(oracle.doc).digest} ${timeline.tasks} ${simulation.disk.log(simulation.convention).length}`;
  simulation.count('tasks', timeline.tasks);
  simulation.count('updates', simulation.disk.log(simulation.convention).length);
  simulation.count('odd undos', oracle.oddUndos);
  simulation.count(`ended ${oracle.state.stage}`);
  return { faults: oracle.faults, counts, story: simulation.story, fingerprint };
}

class Story {
  readonly simulation: Simulation;
  readonly #deeds: Readonly<Record<string, readonly [weight: number, deed: () => void]>>;
  /** The sections in which people work: few, so that they meet. */
  readonly #sections: readonly SectionId[];

  constructor(simulation: Simulation) {
    this.simulation = simulation;
    const { chance, beginning } = simulation;
    const open =
      beginning === 'about-to-freeze' ? [lastOpenSection] : [chance.pick(sectionIds), chance.pick(sectionIds)];
    this.#sections = [...open, ...(chance.happens(0.3) ? [chance.pick(sectionIds)] : [])];
    const isFreezing = beginning === 'about-to-freeze';
    this.#deeds = {
      edit: [60, () => this.#edit()],
      burst: [5, () => this.#burst()],
      undo: [5, () => this.#onPage((page) => page.undo(chance.pick(['undo', 'undo', 'redo']), this.#section()))],
      show: [4, () => this.#onPage((page) => page.show(this.#section()))],
      leave: [4, () => this.#onPage((page) => page.goOffline())],
      return: [7, () => this.#returns()],
      cut: [3, () => this.#onPage((page) => page.wire && simulation.cut(page.wire))],
      slow: [1, () => this.#onPage((page) => page.wire?.readSlowly(chance.pick([500, 3_000])))],
      open: [2, () => this.#opens()],
      agree: [7, () => this.#stance('agree')],
      reserve: [2, () => this.#stance('reserve')],
      reopen: [2, () => this.#commands({ type: 'reopenSection', section: this.#section(), reason: 'À revoir.' })],
      rename: [1, () => this.#commands({ type: 'renameConvention', title: `Titre ${chance.below(99)}` })],
      rights: [2, () => this.#rights()],
      version: [1, () => this.#commands({ type: 'keepVersion', label: 'Une version' })],
      freeze: [isFreezing ? 14 : 0.5, () => void this.#freezes()],
      sign: [isFreezing ? 2 : 0, () => this.#sign()],
      refuseToSign: [
        isFreezing ? 2 : 0,
        () => this.#commands({ type: 'refuseToSign', reason: 'Pas encore.' }, 'director'),
      ],
      comment: [4, () => this.#comment()],
      attack: [chance.happens(0.4) ? 8 : 0, () => this.#attack()],
      crash: [2, () => simulation.crash('it happens')],
      restart: [1, () => simulation.restart()],
      failingDisk: [1, () => simulation.failNextCommit(chance.pick(['failed', 'failed-though-written']))],
      another: [1, () => void another(simulation)],
      otherProcess: [0.5, () => this.#worksElsewhere()],
      desert: [1, () => this.#desert()],
      invite: [0.3, () => void this.#invites()],
      remove: [0.2, () => this.#commands({ type: 'agreeToDelete' }, 'director')],
    };
  }

  async happens(): Promise<void> {
    const { simulation } = this;
    const { chance, timeline } = simulation;
    const first = chance.between(2, 4);
    for (let nth = 0; nth < first; nth++)
      simulation.opens(people[(nth * 3 + chance.below(2)) % people.length] ?? manager('relais'));
    const weights = Object.fromEntries(Object.entries(this.#deeds).map(([name, [weight]]) => [name, weight]));
    let left = chance.between(30, 60);
    const next = () => {
      left -= 1;
      const name = chance.weighted(weights);
      simulation.count(name);
      simulation.note(() => `· ${name}`);
      this.#deeds[name]?.[1]();
      const rest = name === 'desert' ? chance.between(29_900, 30_200) : chance.pick([0, 0, 1, 1, 3, 10, 40, 150]);
      if (left > 0) timeline.after(rest, next);
    };
    timeline.after(chance.pick([20, 60, 400]), next);
    const isOver = await timeline.run(() => left <= 0, mostTasks);
    if (!isOver) simulation.blames('it went on without end');
  }

  /** No more faults: everybody comes back and reads on, until nothing is left to do. */
  async heals(): Promise<void> {
    const { simulation } = this;
    simulation.note(() => 'everything heals');
    if (simulation.server) simulation.server.nextFate = 'done';
    for (const { wire } of [...simulation.pages, ...simulation.attackers]) wire?.readSlowly(5);
    for (const { wire } of simulation.attackers) wire?.leave();
    simulation.endOther();
    // What another process wrote is noticed at the next write; here nothing may be written any more.
    if (simulation.counts.another || simulation.counts.otherProcess) simulation.restart();
    for (const page of simulation.pages) page.goOnline();
    await this.#rests();
    this.#compare();
  }

  /** It has been quiet for longer than an empty room is kept. Whoever comes now is in the room of those who are there. */
  async goesOn(): Promise<void> {
    const { simulation } = this;
    this.#opens();
    await this.#rests();
    for (const page of simulation.pages) if (!page.isGone) simulation.editsSomewhere(page);
    await this.#rests();
    this.#compare();
  }

  async #rests(): Promise<void> {
    const { simulation } = this;
    const isDry = await simulation.timeline.run(() => simulation.timeline.isDry, mostTasks);
    if (!isDry) simulation.blames('it never comes to rest');
    if (simulation.commandsUnderWay > 0) simulation.blames(`${simulation.commandsUnderWay} commands wait for ever`);
  }

  /** The server stops in order, and tells everybody. */
  async ends(): Promise<void> {
    const { simulation } = this;
    const { server, timeline } = simulation;
    if (!server) return simulation.blames('there is no server in the end');
    for (const page of simulation.pages) page.wantsToBeOnline = false;
    let isClosed = false;
    server.engine.close().then(
      () => {
        isClosed = true;
      },
      (error: unknown) => simulation.blames(`it could not be stopped: ${error}`),
    );
    await timeline.run(() => timeline.isDry, mostTasks);
    if (!isClosed) simulation.blames('it never stops');
    for (const page of simulation.pages) if (page.wire) simulation.blames(`${page.name} was not sent away`);
    server.end();
    for (const { doc } of simulation.pages) doc.destroy();
  }

  /** All pages, the log loaded afresh, and the log in one piece: the same words, and the same history. */
  #compare(): void {
    const { simulation } = this;
    const { oracle, disk, convention } = simulation;
    if (oracle.state.stage === 'deleted') return;
    const expected = readingOf(oracle.doc);
    const log = disk.log(convention);
    if (log.length !== oracle.rows) simulation.blames(`the log has ${log.length} updates, ${oracle.rows} were written`);
    const loaded = LiveText.load({ snapshot: null, updates: log });
    if (readingOf(loaded.doc) !== expected) simulation.blames('the log loads as another text than it was written');
    loaded.destroy();
    const merged = emptyReplica();
    Y.applyUpdate(merged, Y.mergeUpdates(log.map(({ bytes }) => bytes)));
    if (readingOf(merged) !== expected) simulation.blames('the log in one piece is another text');
    merged.destroy();
    for (const page of simulation.pages) this.#comparePage(page, expected);
  }

  #comparePage(page: SimulatedPage, expected: string): void {
    const { simulation } = this;
    if (page.isGone) return;
    if (!page.isSynced) {
      simulation.blames(`${page.name} is not synchronised in the end`);
      return;
    }
    if (!page.isAllSaved) simulation.blames(`${page.name} waits for ever: saved ${page.saved} of ${page.sent}`);
    if (readingOf(page.doc) !== expected) simulation.blames(`${page.name} reads another text in the end`);
    const shown = simulation.pages.filter((other) => other !== page && other.isShown && !other.isGone);
    const seen = [...page.others.keys()].sort((one, other) => one - other).join();
    const here = shown
      .map(({ clientId }) => clientId)
      .sort((one, other) => one - other)
      .join();
    if (seen !== here) simulation.blames(`${page.name} sees ${seen || 'nobody'}; here are ${here || 'nobody'}`);
  }

  #section(): SectionId {
    return this.simulation.chance.pick(this.#sections);
  }

  #usable(): readonly SimulatedPage[] {
    return this.simulation.pages.filter((page) => page.clientId > 0 && !page.isGone && page.doc.store.clients.size > 0);
  }

  #onPage(act: (page: SimulatedPage) => void): void {
    const pages = this.#usable();
    if (pages.length > 0) act(this.simulation.chance.pick(pages));
  }

  #edit(): void {
    this.#onPage((page) => this.#editOn(page));
  }

  #editOn(page: SimulatedPage): void {
    const { chance, oracle } = this.simulation;
    const { state } = oracle;
    const section = this.#section();
    // Honest people don't type where the page shows a lock; most notice it at once, some a moment too late.
    const mayWrite = this.simulation.mayWrite(page.person, section);
    if (state.stage === 'deleted' || (!mayWrite && !chance.happens(0.05))) return;
    const what = chance.weighted(editWeights as Record<EditName, number>);
    this.simulation.note(() => `${page.name} ${what} in ${section}${page.wire ? '' : ' (offline)'}`);
    if (this.simulation.isElsewhere(page)) this.simulation.count('edits elsewhere');
    page.edit(what, section, [chance.share(), chance.share()]);
  }

  #burst(): void {
    const { chance, timeline } = this.simulation;
    this.#onPage((page) => {
      for (let nth = chance.between(3, 8); nth > 0; nth--)
        timeline.after(nth * chance.pick([0, 1, 4]), () => page.isGone || this.#editOn(page));
    });
  }

  #returns(): void {
    for (const page of this.simulation.pages) if (this.simulation.chance.happens(0.6)) page.goOnline();
    for (const attacker of this.simulation.attackers) void this.simulation.returns(attacker);
  }

  #stance(position: 'agree' | 'reserve'): void {
    const section = this.#section();
    this.#onPage((page) => {
      const reason = position === 'reserve' ? { reason: 'À préciser.' } : {};
      void this.simulation.command(page.actor, {
        type: 'takeStance',
        section,
        position,
        digest: page.digestOf(section),
        ...reason,
      });
    });
  }

  #commands(input: CommandInput, who: 'director' | 'manager' = 'manager'): void {
    const organisation = this.simulation.chance.pick(['relais', 'ville'] as const);
    void this.simulation.command((who === 'director' ? director : manager)(organisation), input);
  }

  #rights(): void {
    const { chance } = this.simulation;
    const organisation = chance.pick(['relais', 'ville'] as const);
    const { person } = secondManager(organisation);
    const isEnd = chance.happens(0.15);
    const access = chance.pick(['writes', 'writes', 'comments', 'reads'] as const);
    void this.simulation.command(
      director(organisation),
      isEnd ? { type: 'removeParticipant', person } : { type: 'nameParticipant', person, access },
    );
  }

  /** The last section is agreed and both approve, at once, while others type. */
  async #freezes(): Promise<void> {
    const { simulation } = this;
    const { state } = simulation.oracle;
    const meeting = state.stage === 'deleted' ? undefined : state.meetings.find(({ status }) => status === 'open')?.id;
    const page = this.#usable().find(({ isSynced }) => isSynced);
    if (!meeting || !page) return;
    simulation.count('freezes tried');
    const digest = page.digestOf(lastOpenSection);
    for (const by of [manager('relais'), manager('ville')]) {
      void simulation.command(by, { type: 'takeStance', section: lastOpenSection, position: 'agree', digest });
    }
    const whole = factsOf(page.doc).digest;
    for (const by of [director('relais'), director('ville')]) {
      if (simulation.chance.happens(0.5)) this.#edit();
      const approval = simulation.command(by, { type: 'approveConvention', meeting, digest: whole });
      if (simulation.chance.happens(0.5)) await approval;
    }
  }

  #sign(): void {
    const { state } = this.simulation.oracle;
    if (state.stage !== 'frozen') return;
    for (const by of [director('relais'), director('ville')]) {
      if (this.simulation.chance.happens(0.7)) void this.simulation.signs(by);
    }
  }

  #comment(): void {
    const { chance, simulation } = { chance: this.simulation.chance, simulation: this.simulation };
    this.#onPage((page) => {
      const section = this.#section();
      const run = runsOf(page.doc.getXmlFragment(textRoot(section))).find(({ length }) => length > 2);
      if (!run) return;
      const from = chance.below(run.length - 1);
      const to = chance.between(from + 1, run.length);
      const at = (index: number) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(run, index));
      void simulation.comment(page, { section, from: at(from), to: at(to) });
    });
  }

  #attack(): void {
    const { simulation } = this;
    const { chance, attackers } = simulation;
    const attacker = attackers[0];
    if (!attacker) this.#turnsHostile();
    else if (attacker.wire) for (let times = chance.between(1, 3); times > 0; times--) attacker.attack();
    else void simulation.returns(attacker);
  }

  /** Nobody is guarded from oneself: who attacks has no honest page, whose `clientID`s would be this person's too. */
  #turnsHostile(): void {
    const { pages, chance } = this.simulation;
    const candidates = [secondManager('relais'), manager('departement')];
    const free = candidates.filter(({ person }) => pages.every((page) => page.person !== person));
    if (free.length > 0) void this.simulation.attacks(chance.pick(free));
  }

  #opens(at?: ServerProcess): void {
    const { attackers, chance } = this.simulation;
    const actor = chance.pick(people);
    if (attackers.every(({ person }) => person !== actor.person)) this.simulation.opens(actor, at);
  }

  /** Some work at another process, and don't see what the others write until one of the two notices. */
  #worksElsewhere(): void {
    const { simulation } = this;
    simulation.startOther();
    for (let left = simulation.chance.between(1, 2); left > 0; left--) this.#opens(simulation.other);
  }

  /** Everybody leaves, and nothing happens, for so long that the room is put away; some come back just then. */
  #desert(): void {
    const { simulation } = this;
    const { chance, timeline } = simulation;
    for (const { wire } of simulation.attackers) wire?.leave();
    for (const page of simulation.pages) page.goOffline();
    for (const page of simulation.pages) timeline.after(chance.between(29_900, 30_200), () => page.goOnline());
  }

  async #invites(): Promise<void> {
    const { simulation } = this;
    const invitation = simulation.chance.uuid();
    const about = { as: 'party', label: 'Une invitation', expiresAt: '2099-01-01T00:00:00.000Z' } as const;
    if (await simulation.command(manager('relais'), { type: 'inviteOrganisation', invitation, ...about })) {
      await simulation.command(manager('familles'), { type: 'acceptInvitation', invitation });
    }
  }
}

function runsOf(parent: Y.XmlFragment): Y.XmlText[] {
  return parent
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? runsOf(child) : []));
}
