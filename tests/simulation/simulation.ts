/**
 * A convention, its server and its pages in one process under one seeded scheduler: people type, agree, leave and return; the
 * network is cut, disks fail, processes end; an attacker sends what no page would. The seed decides everything, so whatever
 * is found is found again (`node tests/simulation/replay.ts <seed>`).
 */

import type { Accepted, OrdinaryInput } from '@entente/server/conventions/conventions';
import { closedSections } from '@entente/shared/negotiation/closed-sections';
import type { Actor } from '@entente/shared/negotiation/commands';
import { accessOf } from '@entente/shared/negotiation/permissions';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { makeStatement } from '@entente/shared/signing/make-statement';
import { schemaVersion } from '@entente/shared/text/schema';
import { Chance } from '../support/chance.ts';
import { director, manager, secondManager } from '../support/people.ts';
import { Attacker } from './attacker.ts';
import { type Beginning, beginnings, type Image, imageOf } from './base-images.ts';
import type { CommitFate } from './memory-convention-store.ts';
import { type DiskFlaw, MemoryDisk } from './memory-disk.ts';
import { Oracle, type WirePage } from './oracle.ts';
import { PendingThreads } from './pending-threads.ts';
import { ServerProcess } from './server-process.ts';
import { SimulatedPage, type Told } from './simulated-page.ts';
import { type PageEnd, SimulatedWire } from './simulated-wire.ts';
import { forEver, Timeline } from './timeline.ts';

export type Flaw = DiskFlaw | 'answers-early';

export type Settings = {
  readonly seed: number;
  /** Where it begins; without it, the seed decides. */
  readonly beginning?: Beginning;
  /** Hears of every answer that reaches a page. */
  readonly onTold?: Told;
  /** Something that is wrong on purpose: the simulation has to notice. */
  readonly flaw?: Flaw;
  /** Writes down what happens. */
  readonly isTold?: boolean;
};

export type Counts = Record<string, number>;

/** A page of either kind, as whoever connects it sees it. */
type Caller = PageEnd &
  WirePage & {
    wire: SimulatedWire | undefined;
    /** True when it waits to be connected under this `clientID`. */
    awaits(clientId: number): boolean;
  };

export class Simulation {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly oracle: Oracle;
  readonly convention: string;
  readonly beginning: Beginning;
  readonly threads = new PendingThreads();
  readonly pages: SimulatedPage[] = [];
  readonly attackers: Attacker[] = [];
  readonly counts: Counts = {};
  readonly story: string[] = [];
  readonly #disk: MemoryDisk;
  readonly #settings: Settings;
  /** Each open wire, with the process at its other end. */
  readonly #wires = new Map<SimulatedWire, ServerProcess>();
  /** The pages that go to another process as long as it lives. */
  readonly #elsewhere = new Map<SimulatedPage, ServerProcess>();
  #commandsUnderWay = 0;
  server: ServerProcess | undefined;
  /** A second process on the same disk, which knows nothing of the first one, nor the first one of it. */
  other: ServerProcess | undefined;

  static async begin(settings: Settings): Promise<Simulation> {
    const chance = new Chance(settings.seed);
    const beginning = settings.beginning ?? chance.pick(beginnings);
    return new Simulation(settings, { chance, beginning, image: await imageOf(beginning) });
  }

  private constructor(
    settings: Settings,
    { chance, beginning, image }: { chance: Chance; beginning: Beginning; image: Image },
  ) {
    this.#settings = settings;
    this.chance = chance;
    this.beginning = beginning;
    this.convention = image.convention;
    this.timeline = new Timeline(chance.fork(), image.now);
    const watch = {
      journalAppended: (append: Parameters<Oracle['journalAppended']>[0]) => this.oracle.journalAppended(append),
      textAppended: (append: Parameters<Oracle['textAppended']>[0]) => this.oracle.textAppended(append),
    };
    const flaw = settings.flaw === 'answers-early' ? undefined : settings.flaw;
    this.#disk = new MemoryDisk({ from: image.disk, watch, ...(flaw ? { flaw } : {}) });
    this.oracle = new Oracle(image.convention, {
      disk: () => this.#disk,
      now: () => this.timeline.now,
      onFault: (fault) => this.note(() => `FAULT ${fault}`),
    });
    this.startServer();
  }

  get disk(): MemoryDisk {
    return this.#disk;
  }

  get commandsUnderWay(): number {
    return this.#commandsUnderWay;
  }

  note(sentence: () => string): void {
    if (this.#settings.isTold) this.story.push(`${Math.round(this.timeline.now) % 1e8} ${sentence()}`);
  }

  count(what: string, times = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + times;
  }

  blames(fault: string): void {
    this.oracle.blames(fault);
  }

  startServer(): void {
    const server: ServerProcess = this.#makeServer(() => {
      if (this.server === server) this.crash('its disk has failed');
    });
    this.server = server;
    if (!this.other) this.oracle.everyoneKnows();
  }

  /** Serves beside the first process, for a while. */
  startOther(): void {
    if (this.other) return;
    this.note(() => 'another process starts');
    this.count('other processes');
    this.oracle.anotherWrote();
    const other: ServerProcess = this.#makeServer(() => this.endOther());
    this.other = other;
    this.timeline.after([200, 3_000], () => this.other === other && this.endOther());
  }

  /** As by `kill -9`. Its pages go to the first process from then on, which may not know what they wrote. */
  endOther(): void {
    const { other } = this;
    if (!other) return;
    this.note(() => 'the other process is killed');
    this.other = undefined;
    other.end();
    this.#hangUp(other);
  }

  #makeServer(onFatal: () => void): ServerProcess {
    return new ServerProcess({
      ...{ timeline: this.timeline, chance: this.chance.fork(), disk: this.#disk, threads: this.threads, onFatal },
      slowest: this.chance.pick([2, 10, 60]),
      answersEarly: this.#settings.flaw === 'answers-early',
      onError: ({ msg, err }) => {
        this.note(() => `the server logs: ${msg} ${err?.message ?? ''}`);
        if (msg === 'an update was misjudged') this.blames(`${msg}: ${err?.message}`);
        // A process has one room for a text, which alone appends: only another process can come before it.
        if (err?.message.includes('moved on past') && !this.oracle.isStale) this.blames(`${msg}: ${err.message}`);
      },
    });
  }

  /** The process at the other end of these wires is gone. */
  #hangUp(server: ServerProcess): void {
    for (const [wire, process] of this.#wires) {
      if (process !== server) continue;
      wire.serverDied();
      this.#wires.delete(wire);
    }
  }

  /** True for a page that another process than the first one serves now. */
  isElsewhere(page: SimulatedPage): boolean {
    return page.wire !== undefined && this.#wires.get(page.wire) !== this.server;
  }

  #serverOf(page: unknown): ServerProcess | undefined {
    const other = this.other && this.#elsewhere.get(page as SimulatedPage);
    return other && other === this.other ? other : this.server;
  }

  /** The process ends as by `kill -9`, and another one is started after a moment. */
  crash(why: string): void {
    const { server } = this;
    if (!server) return;
    this.note(() => `the server is killed: ${why}`);
    this.count('crashes');
    server.end();
    this.server = undefined;
    this.#commandsUnderWay = 0;
    this.#hangUp(server);
    this.timeline.after([0, 200], () => {
      if (!this.server) this.startServer();
    });
  }

  /** SIGTERM: resolves when the process has ended in order and the next one runs; nothing happens when there is none. */
  restart(): void {
    const { server } = this;
    if (!server || server.isStopping) return;
    this.note(() => 'the server is stopped in order');
    this.count('restarts');
    server.isStopping = true;
    const end = () => {
      if (server.life.isOver) return;
      // What was closed has a moment to be told.
      this.timeline.after(
        2_500,
        () => {
          server.end();
          this.#hangUp(server);
          this.#commandsUnderWay = 0;
          this.startServer();
        },
        server.life,
      );
    };
    server.engine.close().then(end, (error: unknown) => this.blames(`the server could not be stopped: ${error}`));
  }

  failNextCommit(fate: CommitFate): void {
    if (this.server) this.server.nextFate = fate;
  }

  /** Whether a page of that person would let it write in the section now. */
  mayWrite(person: string, section: SectionId): boolean {
    const { state } = this.oracle;
    return (
      state.stage === 'negotiating' && accessOf(state, person) === 'writes' && !closedSections(state).includes(section)
    );
  }

  /** An edit of an honest page in a section that is open, if there is one. */
  editsSomewhere(page: SimulatedPage): void {
    const section = sectionIds.find((one) => this.mayWrite(page.person, one));
    if (section) page.edit('type', section, [0, 0.5]);
  }

  /** Gives a command for somebody, as a route would. */
  command(by: Actor, input: OrdinaryInput): Promise<boolean> {
    return this.#asks(by, input.type, (engine) => engine.execute(this.convention, by, input));
  }

  /** Signs for somebody, as a route would once the code that was mailed is right. */
  signs(by: Actor): Promise<boolean> {
    return this.#asks(by, 'signConvention', async (engine) => {
      const toSign = await engine.beginSigning(this.convention, by);
      if (isRefusal(toSign)) return toSign;
      const at = new Date(this.timeline.now).toISOString();
      const request = { by, head: toSign.head, origin: 'https://entente.example', nonce: this.chance.hex(16), at };
      const statement = makeStatement(toSign.state, request);
      if (!statement) throw new Error('somebody may sign who is of no party');
      const proof = { kind: 'password-and-code', sentTo: 'c'.repeat(64), at } as const;
      return engine.sign(this.convention, by, { statement, proof });
    });
  }

  async #asks(
    by: Actor,
    type: string,
    ask: (engine: ServerProcess['engine']) => Promise<Accepted | Refusal>,
  ): Promise<boolean> {
    const { server } = this;
    if (!server || server.isStopping) return false;
    this.#commandsUnderWay += 1;
    try {
      const outcome = await ask(server.engine);
      const codes = isRefusal(outcome) ? outcome.reasons.map(({ code }) => code).join() : 'done';
      this.note(() => `${by.person} ${type}: ${codes}`);
      this.count(isRefusal(outcome) ? 'commands refused' : 'commands');
      if (isRefusal(outcome)) return false;
      const head = this.#disk.load(this.convention)?.journalHead ?? 0;
      if (outcome.version > head) this.blames(`${type} was accepted as ${outcome.version}, the journal has ${head}`);
      return true;
    } catch (error) {
      this.#failed(`${by.person} ${type}`, error);
      return false;
    } finally {
      if (!server.life.isOver) this.#commandsUnderWay -= 1;
    }
  }

  /** Marks a thread over a range of a page's words. */
  async comment(page: SimulatedPage, range: { section: SectionId; from: unknown; to: unknown }): Promise<void> {
    const { server } = this;
    if (!server || server.isStopping) return;
    const thread = this.chance.uuid();
    this.#commandsUnderWay += 1;
    try {
      const anchored = await server.engine.anchorThread(this.convention, page.actor, thread, range);
      this.note(
        () =>
          `${page.name} comments in ${range.section}: ${anchored ? (anchored.anchor ? 'waits' : 'marked') : 'nothing'}`,
      );
      if (anchored) this.count('comments');
      if (anchored?.anchor) this.threads.keep({ thread, section: range.section, ...anchored.anchor });
    } catch (error) {
      this.#failed('a comment', error);
    } finally {
      if (!server.life.isOver) this.#commandsUnderWay -= 1;
    }
  }

  /** A process that stops, crashes or loses its disk may fail to answer; a defect of its code may not. */
  #failed(what: string, error: unknown): void {
    const isDefect = [TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind);
    if (isDefect) this.blames(`${what}: ${(error as Error).stack}`);
    else this.note(() => `${what} failed: ${error}`);
  }

  /** A page of that person, which comes as soon as it can. */
  opens(actor: Actor, at?: ServerProcess): SimulatedPage {
    const page: SimulatedPage = new SimulatedPage(`${actor.person}#${this.pages.length}`, actor, {
      openPage: (by) => this.#openPage(by, () => this.#serverOf(page)),
      connect: () => this.#connect(page, page.clientId),
      later: (most, act) => void this.timeline.after([0, most], act),
      blames: (fault) => this.blames(fault),
      note: (sentence) => this.note(sentence),
      told: (told, news) => this.#settings.onTold?.(told, news),
    });
    if (at) this.#elsewhere.set(page, at);
    this.pages.push(page);
    void page.renew(false);
    return page;
  }

  /** Somebody who takes part turns hostile. */
  async attacks(actor: Actor): Promise<void> {
    const attacker = new Attacker(actor, this.chance.fork());
    this.attackers.push(attacker);
    await this.returns(attacker);
  }

  /** An attacker comes (back), on a new page. */
  async returns(attacker: Attacker): Promise<void> {
    if (attacker.wire) return;
    const clientId = await this.#openPage(attacker.actor, () => this.server);
    if (clientId === undefined || attacker.wire) return;
    attacker.own.push(clientId);
    this.#connect(attacker, clientId);
  }

  /** The same page of an attacker connects again. */
  reconnects(attacker: Attacker): void {
    this.#connect(attacker, attacker.own.at(-1) ?? 0);
  }

  cut(wire: SimulatedWire): void {
    this.count('cuts');
    wire.cut();
    this.#wires.delete(wire);
  }

  /** As the route does; asked again of the next process when this one ends before it answers. */
  async #openPage(by: Actor, serverNow: () => ServerProcess | undefined): Promise<number | undefined> {
    for (;;) {
      const server = serverNow();
      const ended = server?.ended.then(() => 'later' as const);
      const issued = server?.isStopping === false ? await Promise.race([this.#askForPage(server, by), ended]) : 'later';
      if (issued !== 'later') return issued;
      await this.timeline.wait([0, 100], forEver);
    }
  }

  async #askForPage(server: ServerProcess, by: Actor): Promise<number | undefined | 'later'> {
    try {
      return (await server.engine.openPage(this.convention, by)).clientId;
    } catch (error) {
      this.#failed(`a page for ${by.person}`, error);
      const { message } = error as Error;
      return message.includes('takes no part') || message.includes('there is no convention') ? undefined : 'later';
    }
  }

  #connect(page: Caller, clientId: number): void {
    const server = this.#serverOf(page);
    let isAnswered = false;
    const again = () => {
      if (isAnswered) return;
      isAnswered = true;
      page.closed(1006);
    };
    if (!server || server.isStopping || server.reception.turnsAway(ServerProcess.requestOf(page.person))) {
      this.timeline.after([1, 300], again);
      return;
    }
    const epoch = this.#disk.load(this.convention)?.epoch ?? '';
    server.reception
      .receive({
        request: ServerProcess.requestOf(page.person),
        address: { convention: this.convention, clientId, epoch, schema: schemaVersion },
        open: (then) => {
          if (isAnswered || !page.awaits(clientId)) return;
          isAnswered = true;
          then(this.#wireFor(page, { clientId, server }).socket);
        },
      })
      .then(again, again);
    this.timeline.after([1_000, 2_000], again);
  }

  #wireFor(page: Caller, { clientId, server }: { clientId: number; server: ServerProcess }): SimulatedWire {
    const { timeline } = this;
    const wire: SimulatedWire = new SimulatedWire({
      ...{ timeline, chance: this.chance.fork(), life: server.life, person: page.person, clientId },
      end: {
        opened: () => page.wire === wire && page.opened(),
        received: (frame) => page.wire === wire && page.received(frame),
        closed: (code) => {
          this.#wires.delete(wire);
          if (!wire.isOpenForServer) this.oracle.forgets(wire);
          if (page.wire === wire) page.closed(code);
        },
      },
      onSent: (from, frame) => this.oracle.sent(from, frame),
    });
    page.wire = wire;
    this.#wires.set(wire, server);
    this.oracle.welcomes(wire, page);
    return wire;
  }
}

export const people: readonly Actor[] = [
  manager('relais'),
  director('relais'),
  secondManager('relais'),
  manager('ville'),
  director('ville'),
  secondManager('ville'),
  manager('departement'),
];
