/** A second process on the same disk, which knows nothing of the first: it writes, and the first one must notice. */
import { ConventionRecord } from '@entente/server/conventions/convention-record';
import { decide } from '@entente/shared/negotiation/decide';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import { sectionIds } from '@entente/shared/sections/sections';
import { manager } from '../support/people.ts';
import { MemoryConventionStore } from './memory-convention-store.ts';
import { factsOf } from './reading.ts';
import type { Simulation } from './simulation.ts';
import { forEver } from './timeline.ts';

/** Somebody there renames the convention, or agrees to a section, which may close it. */
export async function another(simulation: Simulation): Promise<void> {
  const { timeline, chance, disk, oracle, convention } = simulation;
  const store = new MemoryConventionStore(disk, {
    later: (_what, act) => void timeline.after([0, 3], act, forEver),
    newEpoch: () => chance.uuid(),
    newClientId: () => chance.between(1, 2 ** 32 - 1),
    fate: () => 'done',
    onFatal: () => undefined,
    snapshotAt: () => undefined,
  });
  const record = await ConventionRecord.load(store, convention);
  if (!record) return;
  const facts = factsOf(oracle.doc);
  const section = chance.pick(sectionIds);
  const { digest } = facts.sections[section];
  const input = chance.happens(0.5)
    ? ({ type: 'renameConvention', title: `Ailleurs ${chance.below(99)}` } as const)
    : ({ type: 'takeStance', section, position: 'agree', digest } as const);
  const by = manager(chance.pick(['relais', 'ville']));
  const envelope = { at: new Date(timeline.now).toISOString(), newId: chance.uuid(), salt: chance.hex(32), rankOf: {} };
  const events = decide(record.state, { ...input, ...envelope, by }, facts);
  if (isRefusal(events)) return;
  try {
    oracle.anotherWrote();
    await record.append({ events, words: [], keptTexts: [], updates: [] });
    simulation.note(() => 'another process wrote');
  } catch (error) {
    simulation.note(() => `another process was too late: ${error}`);
  }
}
