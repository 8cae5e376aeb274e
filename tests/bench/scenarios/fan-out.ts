/**
 * One document that 50, then 200, then 1,000 pages have open, and twenty people who type ten letters a second each: from an
 * edit's departure to its arrival at every other page, first without and then with a caret that follows every letter.
 *
 * A server runs for months, and V8 compiles what it does again and again in the first minute: each server is warmed up before
 * it is measured. How it does just after its start is measured too, for itself.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { PageClient } from '../clients/page-client.ts';
import { contenderNames, RunningContender } from '../harness/contenders.ts';
import { inTurns } from '../harness/in-turns.ts';
import { during, type Window } from '../harness/load.ts';
import type { Circumstances, Measures, Scenario } from '../harness/scenario.ts';
import { Audience } from './audience.ts';

const sizes = [50, 200, 1_000] as const;
const crowd = { writers: 20, lettersPerSecond: 10 };
/** Ten times as many letters a second for ten seconds: as many as are typed in a minute and a half. */
const warmUp = { milliseconds: 10_000, times: 10 };

export const fanOut: Scenario = {
  title: 'Fan-out: one document, 20 people type 10 letters a second each, before 50, 200 and 1,000 pages',
  contenders: contenderNames,
  repetitions: (asked) => asked,
  documents: () => 1,
  measure,
};

async function measure({ contender, prepared, isQuick, seed }: Circumstances): Promise<Measures> {
  const running = await RunningContender.start(contender, prepared);
  const measures: Record<string, number> = {};
  const audience = new Audience({ seed, ...crowd });
  try {
    const tickets = await running.tickets(running.documents(1), Math.max(...sizes));
    for (const size of sizes) {
      const newcomers = tickets.slice(audience.size, size);
      audience.welcome(await inTurns(newcomers, 100, (ticket) => PageClient.open(running.wire, ticket)));
      if (size === sizes[0]) {
        note(measures, `${size} after the start`, await typed({ running, audience, isQuick, carets: false }));
        await audience.type(isQuick ? 2_000 : warmUp.milliseconds, { carets: false, times: warmUp.times });
        await audience.settled(10_000);
      }
      for (const carets of [false, true]) {
        const used = await typed({ running, audience, isQuick, carets });
        note(measures, `${size}${carets ? ' with carets' : ''}`, used);
      }
    }
    return measures;
  } finally {
    audience.leave();
    await pause(0);
    await running.end();
  }
}

type Typed = {
  readonly running: RunningContender;
  readonly audience: Audience;
  readonly isQuick: boolean;
  readonly carets: boolean;
};

type Figures = ReturnType<Audience['figures']> & { readonly used: Window };

/** Types for a while without being measured, then for a while more. */
async function typed({ running, audience, isQuick, carets }: Typed): Promise<Figures> {
  await audience.type(isQuick ? 500 : 2_000, { carets });
  await audience.settled(10_000);
  audience.forget();
  const used = await during(running.server, async () => {
    await audience.type(isQuick ? 1_500 : 3_000, { carets });
    await audience.settled(isQuick ? 3_000 : 10_000);
  });
  return { ...audience.figures(), used };
}

function note(measures: Record<string, number>, which: string, figures: Figures): void {
  const { deliveries, missing, p50, p99, used } = figures;
  measures[`${which}: p50, ms`] = p50;
  measures[`${which}: p99, ms`] = p99;
  measures[`${which}: CPU per delivery, µs`] = used.serverMicroseconds / deliveries;
  measures[`${which}: undelivered, %`] = (100 * missing) / (deliveries + missing);
  measures[`${which}: server, % of a core`] = used.serverPercent;
  measures[`${which}: generator, % of a core`] = used.generatorPercent;
}
