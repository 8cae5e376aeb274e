#!/usr/bin/env node
/**
 * Starts, shows, tests and measures Entente on a machine that has only Node 20 or later with npm:
 *
 *     node run.mjs start | demo | test | bench | soak | check | backup | restore | verify   [-- arguments]
 *
 * Entente itself needs Node 24 and pnpm 12. Where they are missing, npx brings the exact versions below from the npm
 * registry, once, and this file runs again under them. Every step is skipped when nothing it reads has changed, so
 * that a second start takes seconds and needs no network. What the steps say goes to standard error: standard output
 * belongs to the command.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const nodeVersion = '24.21.0';
const pnpmVersion = '12.21.0';
const root = dirname(fileURLToPath(import.meta.url));
const packages = ['shared', 'server', 'client', 'tests'];
const projects = ['rules', 'contracts', 'simulation', 'server', 'wire', 'faults', 'browser'];
const onWindows = process.platform === 'win32';

const usage = `Usage: node run.mjs <command> [-- arguments]

  start   serve Entente (PORT, HOST, DATA_DIR, PUBLIC_URL: see README.md)
  demo    serve a sample negotiation in a temporary folder; --json prints its links as one JSON object
  test    types, lint, then the tests: ${projects.join(', ')}
          arguments choose: "types", "lint", the name of a group of tests; anything else goes to vitest
  check   types and lint only
  bench   measure, for example: bench -- latency
  backup  copy the data while the server runs, for example: backup -- /mnt/copies (a folder, or a new file)
  restore put such a copy in place while the server is stopped: restore -- /mnt/copies/entente-….sqlite
  verify  check a signed PDF or an evidence file, without the server: verify -- convention.pdf
  soak    the long trials, for example: soak -- F-01 --from 0 --count 1000; soak -- --list says which there are
`;

/** A sentence for the person at the keyboard, on standard error. */
const say = (sentence) => process.stderr.write(`${sentence}\n`);

// ---- Programs and signals ----------------------------------------------------------------------------------------

/** The program running now, if any; signals go to it. */
let running = null;
/** The signal that asked us to stop, if any; no further step starts after it. */
let stoppedBy = null;
let stoppedAt = 0;

/**
 * Hands a signal on, so that a server can close its connections before it ends. A terminal gives Ctrl-C to the whole
 * family of programs at once, and a supervisor often tells both us and our parent: a repetition within a second is the
 * same wish heard twice, and handing it on would look like impatience.
 */
function handOnSignal(signal) {
  if (stoppedBy !== null && Date.now() - stoppedAt < 1_000) return;
  stoppedBy = signal;
  stoppedAt = Date.now();
  const alreadyTold = signal === 'SIGINT' && process.stdin.isTTY;
  if (!alreadyTold) running?.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => handOnSignal(signal));

/** npm killed outright can hand on nothing: a server must not outlive the command that started it. */
function stopWithParent() {
  const parent = process.ppid;
  const watch = () => {
    if (process.ppid !== parent) handOnSignal('SIGTERM');
  };
  if (process.env.npm_lifecycle_event !== undefined) setInterval(watch, 500).unref();
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Runs a program to its end and resolves to its exit code (128 + n when signal n ended it, as shells say it). */
function run(program, args, options = {}) {
  if (stoppedBy !== null) return Promise.resolve(128 + signalNumbers[stoppedBy]);
  return new Promise((resolve, reject) => {
    running = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    running.on('error', reject);
    running.on('close', (code, signal) => {
      running = null;
      resolve(code ?? 128 + (signalNumbers[signal] ?? 0));
    });
  });
}

/** The steps before a command are chatter: their output goes to standard error, and they read nothing. */
const asChatter = { stdio: ['ignore', 2, 2] };

// ---- Node 24 and pnpm 12 -----------------------------------------------------------------------------------------

const major = (version) => Number.parseInt(version.replace(/^v/, ''), 10);

/**
 * The package that holds Node itself for this machine. The package named `node` only fetches this one from an install
 * script: where scripts are refused it would leave the old Node in place, silently and for good.
 */
function nodePackage() {
  const platform = onWindows ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}@${nodeVersion}`;
}

/**
 * Asks npx for the pinned Node and pnpm; resolves to where they are, or to null when they can't be had.
 * Exact versions and --prefer-offline keep a later start independent of the network.
 */
function bringToolchain() {
  const ask = `node -p "JSON.stringify({version:process.version,node:process.execPath,path:process.env.PATH})"`;
  const wanted = ['-p', nodePackage(), '-p', `pnpm@${pnpmVersion}`];
  const slow = setTimeout(() => {
    say(`Bringing Node ${nodeVersion} and pnpm ${pnpmVersion} from the npm registry: once, about half a minute …`);
  }, 3_000);
  return new Promise((resolve, reject) => {
    let answer = '';
    running = spawn('npx', ['--yes', '--prefer-offline', '--loglevel=error', ...wanted, '-c', ask], {
      cwd: root,
      shell: onWindows,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.stdout.on('data', (bytes) => {
      answer += bytes;
    });
    running.on('error', reject);
    running.on('close', (code) => {
      running = null;
      clearTimeout(slow);
      resolve(code === 0 ? JSON.parse(answer) : null);
    });
  });
}

/** Runs this file again under Node 24; resolves to the exit code. */
async function runUnderPinnedNode(args) {
  const found = await bringToolchain();
  if (stoppedBy !== null) return 128 + signalNumbers[stoppedBy];
  if (found === null) {
    say(`Entente needs Node 24: this is Node ${process.version}, and npx could not bring Node ${nodeVersion} and`);
    say(
      `pnpm ${pnpmVersion} from the npm registry (its words are above). Connect once, or install Node 24, and try again.`,
    );
    return 1;
  }
  if (major(found.version) < 24) {
    say(`Entente needs Node 24, and after npx brought Node ${nodeVersion} it still finds Node ${found.version} first.`);
    say('Install Node 24 yourself and try again.');
    return 1;
  }
  const path = [dirname(found.node), found.path].join(delimiter);
  return run(found.node, [fileURLToPath(import.meta.url), ...args], { env: { ...process.env, PATH: path } });
}

/** Runs pnpm 12, brought by npx when the machine has another one or none; resolves to the exit code. */
function pnpm(args) {
  const present = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8', shell: onWindows });
  const suits = present.status === 0 && major(present.stdout.trim()) === major(pnpmVersion);
  const options = { ...asChatter, shell: onWindows };
  if (suits) return run('pnpm', args, options);
  return run('npx', ['--yes', '--prefer-offline', '-p', `pnpm@${pnpmVersion}`, 'pnpm', ...args], options);
}

// ---- Preparing: dependencies and the client's build --------------------------------------------------------------

/** A preparation failed: its own words are on standard error already. */
class PreparationFailed extends Error {
  constructor(sentence, exitCode) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

const notSources = new Set(['node_modules', 'dist', 'dist.next']);

/** Every file under a folder, in a fixed order, without what is installed or built. */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    });
}

/** A digest of the names and contents of these files. */
function digestOf(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const path of paths) {
    const content = readFileSync(path);
    hash.update(`${relative(root, path).split(sep).join('/')} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

const fromRoot = (...parts) => join(root, ...parts);
const lockfile = fromRoot('pnpm-lock.yaml');

/**
 * Installs what the lock file says, when it says something else than last time.
 * @param scope 'serving': what start and demo need (no test tools, no browser); 'everything': all packages.
 */
async function install(scope) {
  const stampPath = fromRoot('node_modules', '.entente-installed.json');
  const manifests = ['.', ...packages].map((name) => fromRoot(name, 'package.json'));
  const digest = digestOf([lockfile, fromRoot('pnpm-workspace.yaml'), ...manifests]);
  const stamp = readJson(stampPath);
  const wide = scope === 'everything' || stamp?.scope === 'everything';
  const needed = wide ? packages : ['server', 'client'];
  const present = needed.every((name) => existsSync(fromRoot(name, 'node_modules')));
  if (present && stamp?.digest === digest && (stamp.scope === 'everything' || scope === 'serving')) return;
  say('Installing what the lock file names …');
  rmSync(stampPath, { force: true });
  const filters = wide ? [] : ['--filter', '@entente/server...', '--filter', '@entente/client...'];
  const flags = ['--frozen-lockfile', '--prefer-offline', '--config.confirmModulesPurge=false'];
  const code = await pnpm(['install', ...flags, ...filters]);
  if (code !== 0) throw new PreparationFailed('The dependencies could not be installed: see above.', code);
  writeFileSync(stampPath, JSON.stringify({ digest, scope: wide ? 'everything' : 'serving' }));
}

/**
 * Builds the pages into client/dist, when their sources or their dependencies have changed since the last build. They are
 * built beside and then put in place, so that a running server is without pages for an instant only.
 */
async function buildClient() {
  const stampPath = fromRoot('client', 'dist', '.built-from');
  const sources = [fromRoot('client'), fromRoot('shared')].flatMap(filesUnder);
  const digest = digestOf([lockfile, fromRoot('tsconfig.json'), ...sources]);
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === digest) return;
  say('Building the pages …');
  const place = fromRoot('client', 'dist');
  const besidePlace = fromRoot('client', 'dist.next');
  const vite = fromRoot('client', 'node_modules', 'vite', 'bin', 'vite.js');
  const beside = ['build', '--outDir', besidePlace, '--emptyOutDir'];
  const code = await run(process.execPath, [vite, ...beside], { ...asChatter, cwd: fromRoot('client') });
  if (code !== 0) throw new PreparationFailed('The pages could not be built: see above.', code);
  writeFileSync(join(besidePlace, '.built-from'), digest);
  rmSync(place, { recursive: true, force: true });
  renameSync(besidePlace, place);
}

// ---- Commands ----------------------------------------------------------------------------------------------------

async function serve(script, args) {
  await install('serving');
  await buildClient();
  const { nodeFlags } = await import('./server/src/node-flags.ts');
  return run(process.execPath, [...nodeFlags(availableParallelism()), fromRoot(...script), ...args]);
}

/** What an operator does with the data folder; a path is meant from where the command was typed. */
async function operate(name, [path, ...more]) {
  await install('serving');
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  const words = path === undefined ? [] : [resolve(typedIn, path), ...more];
  return run(process.execPath, [fromRoot('server', 'src', 'operator.ts'), name, ...words]);
}

/** What anybody does with a file that they were handed; its path is meant from where the command was typed. */
async function verify(args) {
  await install('serving');
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  const isPath = (word, place) => !word.startsWith('-') && args[place - 1] !== '--language';
  const words = args.map((word, place) => (isPath(word, place) ? resolve(typedIn, word) : word));
  return run(process.execPath, [fromRoot('server', 'src', 'verify.ts'), ...words]);
}

async function bench(args) {
  await install('everything');
  await buildClient();
  return run(process.execPath, [fromRoot('tests', 'bench', 'main.ts'), ...args]);
}

async function soak(args) {
  await install('everything');
  return run(process.execPath, [fromRoot('tests', 'soak', 'main.ts'), ...args]);
}

/** One line of the closing table: how many of a step's checks passed, failed and were skipped. */
const outcome = (name, { passed = 0, failed = 0, skipped = 0 }) => ({ name, passed, failed, skipped });

/** The line of a step that is one check. */
const checked = (name, green) => outcome(name, green ? { passed: 1 } : { failed: 1 });

async function checkTypes() {
  const tsc = fromRoot('node_modules', 'typescript', 'bin', 'tsc');
  const outcomes = [];
  for (const name of packages) {
    const code = await run(process.execPath, [tsc, '-p', name]);
    outcomes.push(checked(`types of ${name}`, code === 0));
  }
  return outcomes;
}

async function lint() {
  const biome = fromRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const code = await run(process.execPath, [biome, 'check', '--error-on-warnings', '--no-errors-on-unmatched']);
  return [checked('lint', code === 0)];
}

/** The browser tests open the built pages: a client that does not build is a failure like any other. */
async function pagesBuild() {
  try {
    await buildClient();
    return [checked('pages build', true)];
  } catch (error) {
    if (!(error instanceof PreparationFailed)) throw error;
    say(error.message);
    return [checked('pages build', false)];
  }
}

/**
 * Counts a project's tests in vitest's report. A file that could not even be read counts as one failure, and so does a
 * project without a single test, unless the tests were chosen by name: a suite that vanished must not look green.
 */
function countTests(project, files, chosenByHand) {
  const folder = `/tests/${project}/`;
  const own = files.filter((file) =>
    file.name
      .split(sep)
      .join('/')
      .startsWith(root.split(sep).join('/') + folder),
  );
  const tests = own.flatMap((file) => file.assertionResults);
  const count = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;
  const broken = own.filter((file) => {
    return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
  }).length;
  const missing = own.length === 0 && !chosenByHand ? 1 : 0;
  if (missing > 0) say(`No test was found in tests/${project}.`);
  // What a choice by hand leaves out is no news; what skips itself (no database on this machine) is.
  const skipped = chosenByHand ? 0 : count('skipped', 'pending', 'todo', 'disabled');
  const failed = count('failed') + broken + missing;
  return outcome(`tests: ${project}`, { passed: count('passed'), failed, skipped });
}

async function runTests(chosen, vitestArgs) {
  const reportPath = fromRoot('test-results', 'vitest.json');
  rmSync(reportPath, { force: true });
  const vitest = fromRoot('tests', 'node_modules', 'vitest', 'vitest.mjs');
  const selection = chosen.flatMap((project) => ['--project', project]);
  const code = await run(process.execPath, [vitest, 'run', ...selection, ...vitestArgs], { cwd: fromRoot('tests') });
  const report = readJson(reportPath);
  if (report === null) return [checked('tests', false)];
  const byHand = vitestArgs.length > 0;
  const all = chosen.map((project) => countTests(project, report.testResults, byHand));
  const outcomes = byHand ? all.filter(({ passed, failed }) => passed + failed > 0) : all;
  if (outcomes.length === 0) return [checked('tests: none was found', false)];
  const unexplained = code !== 0 && outcomes.every(({ failed }) => failed === 0);
  return unexplained ? [...outcomes, checked('errors outside any test', false)] : outcomes;
}

/** Prints one line per step, then the totals alone on a line; writes the totals down for .ci/run. */
function report(outcomes) {
  const passed = outcomes.reduce((sum, each) => sum + each.passed, 0);
  const failed = outcomes.reduce((sum, each) => sum + each.failed, 0);
  const totals = `${passed} passed, ${failed} failed`;
  const lines = outcomes.map((each) => {
    const skipped = each.skipped > 0 ? `, ${each.skipped} skipped` : '';
    return `  ${each.failed === 0 ? 'ok ' : 'RED'} ${each.name}: ${each.passed} passed, ${each.failed} failed${skipped}`;
  });
  mkdirSync(fromRoot('test-results'), { recursive: true });
  writeFileSync(fromRoot('test-results', 'totals.txt'), `${totals}\n`);
  process.stdout.write(`\n${lines.join('\n')}\n\n${totals}\n`);
  return failed === 0 ? 0 : 1;
}

async function test(args) {
  const names = args.filter((arg) => ['types', 'lint', ...projects].includes(arg));
  const vitestArgs = args.filter((arg) => !names.includes(arg));
  const wanted = (name) => (args.length === 0 ? true : names.includes(name));
  const named = projects.filter(wanted);
  const chosen = named.length === 0 && vitestArgs.length > 0 ? projects : named;
  rmSync(fromRoot('test-results', 'totals.txt'), { force: true });
  await install('everything');
  const outcomes = [];
  if (wanted('types')) outcomes.push(...(await checkTypes()));
  if (wanted('lint')) outcomes.push(...(await lint()));
  if (chosen.includes('browser')) outcomes.push(...(await pagesBuild()));
  if (chosen.length > 0) outcomes.push(...(await runTests(chosen, vitestArgs)));
  if (stoppedBy !== null) return 128 + signalNumbers[stoppedBy];
  return report(outcomes);
}

const commands = {
  start: (args) => serve(['server', 'src', 'main.ts'], args),
  demo: (args) => serve(['server', 'src', 'demo', 'main.ts'], args),
  test,
  check: () => test(['types', 'lint']),
  backup: (args) => operate('backup', args),
  restore: (args) => operate('restore', args),
  verify,
  bench,
  soak,
};

async function main() {
  const [name, ...rest] = process.argv.slice(2);
  const args = rest[0] === '--' ? rest.slice(1) : rest;
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : null;
  if (command === null) {
    process.stderr.write(usage);
    return 2;
  }
  stopWithParent();
  if (major(process.version) < 24) return runUnderPinnedNode([name, ...args]);
  return command(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof PreparationFailed)) throw error;
  if (stoppedBy === null) say(error.message);
  process.exitCode = error.exitCode;
}
