/**
 * The walls between the packages, and the purity of shared, are kept by lint. These tests show that lint sees through
 * each way over a wall, by giving it sources that climb it: a setting that stopped working would be noticed here.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { filesBelow, repositoryFolder } from '../support/repository.ts';

const biome = createRequire(join(repositoryFolder, 'package.json')).resolve('@biomejs/biome/bin/biome');
const packages = ['shared', 'server', 'client', 'tests'];
const zReport = z.object({ diagnostics: z.array(z.object({ category: z.string(), severity: z.string() })) });

let folder = '';

/** An empty copy of the repository: its lint settings and manifests, none of its sources. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'walls-'));
  await cp(join(repositoryFolder, 'biome.json'), join(folder, 'biome.json'));
  await cp(join(repositoryFolder, 'tests/lint'), join(folder, 'tests/lint'), { recursive: true });
  for (const name of packages) {
    await mkdir(join(folder, name), { recursive: true });
    await cp(join(repositoryFolder, name, 'package.json'), join(folder, name, 'package.json'));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lints one source as if it stood at this path of the repository; resolves to the rules that refuse it. */
async function refusalsOf(path: string, source: string): Promise<string[]> {
  const place = join(folder, path);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, source);
  const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=json', path];
  const run = promisify(execFile)(process.execPath, args, { cwd: folder });
  // Biome ends with 1 when it refuses: the report is on standard output all the same.
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  await rm(place);
  const { diagnostics } = zReport.parse(JSON.parse(stdout));
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ category }) => category);
}

const imports = (specifier: string) => `import { it } from '${specifier}';\nexport const here = it;\n`;
const uses = (expression: string) => `export const here = ${expression};\n`;

const throughTheWall: readonly (readonly [path: string, specifier: string])[] = [
  ['shared/src/sections/a.ts', '@entente/server/rooms/room'],
  ['shared/src/sections/a.ts', '@entente/client/pages/home'],
  ['shared/src/sections/a.ts', '../../../server/src/rooms/room.ts'],
  ['shared/src/sections/a.ts', '../../../client/src/pages/home.ts'],
  ['shared/src/sections/a.ts', '../../../tests/support/browser.ts'],
  ['shared/src/sections/a.ts', 'node:fs'],
  ['shared/src/sections/a.ts', 'fs'],
  ['shared/src/sections/a.ts', 'node:crypto'],
  ['shared/src/sections/a.ts', 'react'],
  ['shared/src/sections/a.ts', 'react-dom/client'],
  ['shared/src/sections/a.ts', '@tiptap/react'],
  ['shared/src/sections/a.ts', '@mantine/core'],
  ['shared/src/sections/a.ts', 'express'],
  ['shared/src/sections/a.ts', 'ws'],
  ['shared/src/sections/a.ts', 'y-websocket'],
  ['shared/src/sections/a.ts', 'kysely'],
  ['shared/src/sections/a.ts', 'lib0/random'],
  ['shared/src/sections/a.ts', 'lib0/time'],
  ['client/src/pages/a.ts', '@entente/server/rooms/room'],
  ['client/src/pages/a.ts', '../../../server/src/rooms/room.ts'],
  ['client/src/pages/a.ts', '../../../shared/src/sections/sections.ts'],
  ['client/src/pages/a.ts', 'node:path'],
  ['server/src/rooms/a.ts', '@entente/client/pages/home'],
  ['server/src/rooms/a.ts', '../../../client/src/pages/home.ts'],
  ['server/src/rooms/a.ts', '../../../shared/src/sections/sections.ts'],
  ['server/src/rooms/a.ts', '../../../tests/support/browser.ts'],
  ['tests/wire/a.test.ts', '../../client/src/pages/home.ts'],
  ['tests/wire/a.test.ts', '../../server/src/main.ts'],
];

const throughTheGate: readonly (readonly [path: string, specifier: string])[] = [
  ['shared/src/sections/a.ts', './sections.ts'],
  ['shared/src/sections/a.ts', 'zod'],
  ['shared/src/sections/a.ts', 'yjs'],
  ['client/src/pages/a.ts', '@entente/shared/sections/sections'],
  ['client/src/pages/a.ts', 'react'],
  ['server/src/rooms/a.ts', '@entente/shared/sections/sections'],
  ['server/src/rooms/a.ts', 'node:fs'],
  ['tests/wire/a.test.ts', '@entente/server/rooms/room'],
  ['tests/wire/a.test.ts', '@entente/shared/sections/sections'],
];

const impure = [
  'Date.now()',
  'new Date()',
  'new Date',
  'Date()',
  'Math.random()',
  'crypto.randomUUID()',
  'performance.now()',
  'process.env',
  "fetch('/')",
  'setTimeout(String, 1)',
  'setInterval(String, 1)',
  'queueMicrotask(String)',
  "console.log('')",
  'globalThis.Date.now()',
  'window.location',
  'document.body',
  'navigator.language',
  'localStorage.length',
  'Buffer.alloc(1)',
];

describe('walls between the packages', () => {
  test.each(throughTheWall)('%s may not import %s', async (path, specifier) => {
    expect(await refusalsOf(path, imports(specifier))).toEqual(
      expect.arrayContaining([expect.stringMatching(/noRestrictedImports|noNodejsModules/)]),
    );
  });

  test.each(throughTheGate)('%s may import %s', async (path, specifier) => {
    expect(await refusalsOf(path, imports(specifier))).toEqual([]);
  });

  test('a package imports only what its manifest names', async () => {
    const refusals = await refusalsOf('shared/src/sections/a.ts', imports('left-pad'));
    expect(refusals).toContain('lint/correctness/noUndeclaredDependencies');
  });
});

describe('shared is pure', () => {
  test.each(impure)('shared may not say %s', async (expression) => {
    const refusals = await refusalsOf('shared/src/sections/a.ts', uses(expression));
    expect(refusals).toEqual(expect.arrayContaining([expect.stringMatching(/^plugin$|noRestrictedGlobals|noConsole/)]));
  });

  test.each(['const clock = Date;', 'const { random } = Math;', 'const die = Math;', 'const { now } = Date;'])(
    'shared may not rename a clock or a die: %s',
    async (statement) => {
      const refusals = await refusalsOf('shared/src/sections/a.ts', `${statement}\n`);
      expect(refusals).toContain('plugin');
    },
  );

  test.each(['new Date(0)', "Date.parse('2026-01-01')", 'Date.UTC(2026, 0, 1)', 'Math.max(1, 2)'])(
    'shared may say %s',
    async (expression) => {
      expect(await refusalsOf('shared/src/sections/a.ts', uses(expression))).toEqual([]);
    },
  );

  test.each(['Date.now()', 'Math.random()', 'crypto.randomUUID()', 'process.env'])(
    'the server may say %s',
    async (expression) => {
      expect(await refusalsOf('server/src/rooms/a.ts', uses(expression))).toEqual([]);
    },
  );
});

describe('habits', () => {
  const habits: readonly (readonly [rule: string, path: string, source: string])[] = [
    ['lint/suspicious/noExplicitAny', 'server/src/a.ts', 'export const it: any = 1;\n'],
    ['lint/style/noDefaultExport', 'server/src/a.ts', 'export default 1;\n'],
    ['lint/performance/noBarrelFile', 'server/src/a.ts', "export * from './b.ts';\n"],
    ['lint/style/noEnum', 'server/src/a.ts', 'export enum Side { Left }\n'],
    ['lint/correctness/noUnusedImports', 'server/src/a.ts', "import { it } from './b.ts';\n"],
    ['lint/correctness/noUnusedVariables', 'server/src/a.ts', 'const it = 1;\n'],
    [
      'lint/correctness/useImportExtensions',
      'server/src/a.ts',
      "import { it } from './walls';\nexport const b = it;\n",
    ],
    [
      'lint/complexity/useMaxParams',
      'server/src/a.ts',
      'export const f = (a = 1, b = 1, c = 1, d = 1) => a + b + c + d;\n',
    ],
    ['lint/nursery/noFloatingPromises', 'server/src/a.ts', 'async function later() {}\nlater();\n'],
    [
      'lint/suspicious/noSkippedTests',
      'tests/wire/a.test.ts',
      "import { test } from 'vitest';\ntest.skip('a', () => {});\n",
    ],
    [
      'lint/suspicious/noFocusedTests',
      'tests/wire/a.test.ts',
      "import { test } from 'vitest';\ntest.only('a', () => {});\n",
    ],
    ['lint/style/noJsxLiterals', 'client/src/a.tsx', 'export const Hello = () => <p>Bonjour à tous</p>;\n'],
  ];

  test.each(habits)('%s is refused', async (rule, path, source) => {
    // useImportExtensions looks for the file that is meant.
    await mkdir(join(folder, 'server/src'), { recursive: true });
    await writeFile(join(folder, 'server/src/walls.ts'), 'export const it = 1;\n');
    expect(await refusalsOf(path, source)).toContain(rule);
  });

  test('a tool that demands a default export has it in its settings file', async () => {
    expect(await refusalsOf('client/vite.config.ts', 'export default {};\n')).toEqual([]);
  });

  test('no source silences a wall', () => {
    const wall = /biome-ignore\S* lint(\/plugin|\/style(\/noRestricted\w+)?:|\/correctness(\/noNodejsModules)?:|:)/;
    const sources = packages.flatMap((name) => filesBelow(name, '.ts', '.tsx'));
    expect(sources.filter(({ text }) => wall.test(text)).map(({ path }) => path)).toEqual([]);
    expect(sources.length).toBeGreaterThan(0);
  });
});
