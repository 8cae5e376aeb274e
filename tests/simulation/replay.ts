/**
 * Plays one seed of the simulation again and tells what happens: `node tests/simulation/replay.ts <seed> [<flaw>]`; a range
 * (`0-999`) is played without telling, and says which seeds find a fault and how many a second.
 */
import { play } from './play.ts';
import type { Flaw } from './simulation.ts';

const [range = '0', flaw] = process.argv.slice(2);
const [from = 0, to = from] = range.split('-').map(Number);
const flawed = flaw ? { flaw: flaw as Flaw } : {};
const say = (sentence: string) => process.stdout.write(`${sentence}\n`);
const began = performance.now();
const sums: Record<string, number> = {};
let failed = 0;
for (let seed = from; seed <= to; seed++) {
  const { faults, story, fingerprint, counts } = await play({ seed, isTold: from === to, ...flawed });
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
  for (const line of story) say(line);
  if (from === to) say(`fingerprint ${fingerprint}`);
  if (faults.length > 0) failed += 1;
  for (const fault of faults.slice(0, 3)) say(`seed ${seed}: ${fault}`);
}
const seconds = (performance.now() - began) / 1_000;
say(
  `${to - from + 1} seeds, ${failed} with faults, ${((to - from + 1) / seconds).toFixed(1)} a second ${JSON.stringify(sums)}`,
);
process.exitCode = failed > 0 ? 1 : 0;
