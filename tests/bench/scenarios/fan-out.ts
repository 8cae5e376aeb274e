/**
 * One document that 50, then 200, then 1,000 pages have open, and twenty people who type ten letters a second each: from an
 * edit's departure to its arrival at every other page, first without and then with a caret that follows every letter.
 *
 * A server runs for months, and V8 compiles what it does again and again in the first minute: each server is warmed up before
 * it is measured. How it does just after its start is measured too, for itself. Then all run side by side, and the people
 * type before one after the other for two seconds, again and again: machines change their speed within minutes.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Latencies } from '../clients/latencies.ts';
import type { Ticket } from '../clients/page-client.ts';
import { PageClient } from '../clients/page-client.ts';
import { type ContenderName, contenderNames, RunningContender } from '../harness/contenders.ts';
import { inTurns } from '../harness/in-turns.ts';
import { during, type Window } from '../harness/load.ts';
import type { MeasuresOfEach, Scenario, SharedCircumstances } from '../harness/scenario.ts';
import { Audience, type Typing } from './audience.ts';

const sizes = [50, 200, 1_000] as const;
const crowd = { writers: 20, lettersPerSecond: 10 };
/** Ten times as many letters a second for ten seconds: as many as are typed in a minute and a half. */
const warmUp = { milliseconds: 10_000, times: 10 };

/** How often each server has the load, for how long (ms), and how long before that without being measured. */
const turns = { count: 5, milliseconds: 2_000, before: 500 };
const quickTurns = { count: 1, milliseconds: 1_500, before: 500 };

export const fanOut: Scenario = {
  title: 'Fan-out: one document, 20 people type 10 letters a second each, before 50, 200 and 1,000 pages',
  contenders: contenderNames,
  repetitions: (asked) => asked,
  documents: () => 1,
  measureTogether,
};

async function measureTogether({ contenders, ...common }: SharedCircumstances): Promise<MeasuresOfEach> {
  const rooms: Room[] = [];
  try {
    for (const contender of contenders) {
      const running = await RunningContender.start(contender, common.prepared);
      const room = new Room(running, common);
      rooms.push(room);
      await room.fill(sizes[0]);
      await room.afterTheStart();
    }
    for (const size of sizes) {
      for (const room of rooms) await room.fill(size);
      for (const carets of [false, true]) await typedInTurns(rooms, { size, carets, isQuick: common.isQuick });
    }
    return Object.fromEntries(rooms.map(({ name, measures }) => [name, measures]));
  } finally {
    for (const room of rooms) await room.end();
  }
}

type Condition = { readonly size: number; readonly carets: boolean; readonly isQuick: boolean };

async function typedInTurns(rooms: readonly Room[], { size, carets, isQuick }: Condition): Promise<void> {
  const { count, milliseconds, before } = isQuick ? quickTurns : turns;
  const tallies = rooms.map((room) => ({ room, tally: new Tally() }));
  for (let turn = 0; turn < count; turn += 1) {
    // There and back, so that none is always behind the same other, and whatever that one puts off.
    for (const { room, tally } of turn % 2 === 0 ? tallies : tallies.toReversed()) {
      await room.typed(tally, { carets, milliseconds, before });
    }
  }
  for (const { room, tally } of tallies) room.note(`${size}${carets ? ' with carets' : ''}`, tally);
}

/** A server and all who have its document open. */
class Room {
  readonly measures: Record<string, number> = {};
  readonly #running: RunningContender;
  readonly #audience: Audience;
  readonly #isQuick: boolean;
  #tickets: readonly Ticket[] | undefined;

  constructor(running: RunningContender, { seed, isQuick }: { readonly seed: number; readonly isQuick: boolean }) {
    this.#running = running;
    this.#audience = new Audience({ seed, ...crowd });
    this.#isQuick = isQuick;
  }

  get name(): ContenderName {
    return this.#running.name;
  }

  async fill(size: number): Promise<void> {
    const running = this.#running;
    this.#tickets ??= await running.tickets(running.documents(1), Math.max(...sizes));
    const newcomers = this.#tickets.slice(this.#audience.size, size);
    this.#audience.welcome(await inTurns(newcomers, 100, (ticket) => PageClient.open(running.wire, ticket)));
  }

  /** How it does now, and that for long enough to be warm. */
  async afterTheStart(): Promise<void> {
    const tally = new Tally();
    const { milliseconds, before } = this.#isQuick ? quickTurns : { milliseconds: 3_000, before: 2_000 };
    await this.typed(tally, { carets: false, milliseconds, before });
    this.note(`${this.#audience.size} after the start`, tally);
    await this.#audience.type(this.#isQuick ? 2_000 : warmUp.milliseconds, { carets: false, times: warmUp.times });
    await this.#audience.settled(10_000);
  }

  /** Types for a while (`before`, ms) without being measured, then for a while more. */
  async typed(tally: Tally, { carets, milliseconds, before }: TimedTyping): Promise<void> {
    const audience = this.#audience;
    await audience.type(before, { carets });
    await audience.settled(10_000);
    audience.forget();
    const used = await during(this.#running.server, async () => {
      await audience.type(milliseconds, { carets });
      await audience.settled(this.#isQuick ? 3_000 : 10_000);
    });
    tally.add(audience, used);
  }

  note(which: string, tally: Tally): void {
    for (const [measure, value] of Object.entries(tally.figures())) this.measures[`${which}: ${measure}`] = value;
  }

  async end(): Promise<void> {
    this.#audience.leave();
    await pause(0);
    await this.#running.end();
  }
}

type TimedTyping = Typing & { readonly milliseconds: number; readonly before: number };

/** All turns of one server under one condition. */
class Tally {
  readonly #latencies = new Latencies();
  #deliveries = 0;
  #missing = 0;
  #seconds = 0;
  #serverMicroseconds = 0;
  #generatorMicroseconds = 0;

  add(audience: Audience, { seconds, serverMicroseconds, generatorPercent }: Window): void {
    const { deliveries, missing } = audience.addTo(this.#latencies);
    this.#deliveries += deliveries;
    this.#missing += missing;
    this.#seconds += seconds;
    this.#serverMicroseconds += serverMicroseconds;
    this.#generatorMicroseconds += generatorPercent * seconds * 10_000;
  }

  figures(): Readonly<Record<string, number>> {
    const [p50 = Number.NaN, p99 = Number.NaN] = this.#latencies.at(0.5, 0.99);
    const percent = (microseconds: number) => microseconds / this.#seconds / 10_000;
    return {
      'p50, ms': p50,
      'p99, ms': p99,
      'CPU per delivery, µs': this.#serverMicroseconds / this.#deliveries,
      'undelivered, %': (100 * this.#missing) / (this.#deliveries + this.#missing),
      'server, % of a core': percent(this.#serverMicroseconds),
      'generator, % of a core': percent(this.#generatorMicroseconds),
    };
  }
}
