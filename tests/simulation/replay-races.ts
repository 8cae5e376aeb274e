/** Runs the freeze races of one seed again and tells what happens: `node tests/simulation/replay-races.ts <seed>`. */
import { raceTheFreeze } from './freeze-races.ts';

const { faults, counts, story } = await raceTheFreeze({ seed: Number(process.argv[2] ?? 0), isTold: true });
for (const line of [...story, JSON.stringify(counts), ...faults]) process.stdout.write(`${line}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
