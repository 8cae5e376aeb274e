/** On a single core the threads that V8 compiles with have a lower priority than all others; on more they are left alone. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { getPriority } from 'node:os';
  import { letHelpersGiveWay } from '@entente/server/helper-threads';
  letHelpersGiveWay(Number(process.env.CORES));
  const threads = readdirSync('/proc/self/task').map((thread) => ({
    name: readFileSync('/proc/self/task/' + thread + '/comm', 'utf8').trim(),
    niceness: getPriority(Number(thread)) - getPriority(),
  }));
  process.stdout.write(JSON.stringify(threads));
`;

/** The niceness of helpers and of all other threads, against the process' own. */
async function nicenessWith(cores: number): Promise<{ helpers: number[]; others: number[] }> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    env: { ...process.env, CORES: String(cores) },
  });
  const threads = JSON.parse(stdout) as { name: string; niceness: number }[];
  const ofThose = (isHelper: boolean) => [
    ...new Set(threads.filter(({ name }) => (name === 'V8Worker') === isHelper).map(({ niceness }) => niceness)),
  ];
  return { helpers: ofThose(true), others: ofThose(false) };
}

test.skipIf(process.platform !== 'linux')('on one core they give way', async () => {
  expect(await nicenessWith(1)).toEqual({ helpers: [5], others: [0] });
});

test.skipIf(process.platform !== 'linux')('on two they are left alone', async () => {
  expect(await nicenessWith(2)).toEqual({ helpers: [0], others: [0] });
});
