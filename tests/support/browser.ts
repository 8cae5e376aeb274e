import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';

/** A browser to test with. `env` holds what must be added to its environment. */
export interface FoundBrowser {
  readonly origin: 'CHROMIUM_PATH' | 'installed' | 'playwright' | 'npm';
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const programNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const usualPlaces = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => programNames.map((name) => join(folder, name)));
  return [...onPath, ...usualPlaces].find(isExecutable);
}

/** Runs an action while os.tmpdir() answers this folder: the package below unpacks there and nowhere else. */
async function withTemporaryFolder<T>(folder: string, action: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await action();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/**
 * Unpacks the Chromium that an npm package carries, once per version, and resolves to it. The mark is written last: an
 * unpacking that was cut short starts again instead of leaving half a program behind.
 */
async function browserFromNpm(): Promise<FoundBrowser> {
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const home = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')));
  const bin = join(home, 'bin');
  const folder = join(import.meta.dirname, '..', 'node_modules', '.cache', `chromium-${version}`);
  const mark = join(folder, '.complete');
  if (!existsSync(mark)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [executablePath, libraries] = await withTemporaryFolder(folder, () =>
    Promise.all([packed.executablePath(bin), inflate(join(bin, 'al2023.tar.br'))]),
  );
  writeFileSync(mark, '');
  const env = { LD_LIBRARY_PATH: join(libraries, 'lib') };
  const hasFonts = existsSync('/etc/fonts/fonts.conf');
  return { origin: 'npm', executablePath, env: hasFonts ? env : { ...env, FONTCONFIG_PATH: join(folder, 'fonts') } };
}

/**
 * Finds a browser: the one that CHROMIUM_PATH names, an installed Chromium or Chrome, Playwright's own, else the one
 * that the npm registry brought with the test tools.
 * @throws when CHROMIUM_PATH names no program: a wish that can't be met is not silently replaced.
 */
async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH names no program that can be run: ${named}`);
    return { origin: 'CHROMIUM_PATH', executablePath: named, env: {} };
  }
  const installed = installedBrowser();
  if (installed !== undefined) return { origin: 'installed', executablePath: installed, env: {} };
  const own = chromium.executablePath();
  if (isExecutable(own)) return { origin: 'playwright', executablePath: own, env: {} };
  return browserFromNpm();
}

/** Quiet and alone: no GPU in containers, no calls home in the middle of a test. */
const flags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Containers often have a /dev/shm too small for a page of a hundred thousand words.
  '--disable-dev-shm-usage',
];

/** Starts the browser found above, without a window. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const found = await findBrowser();
  // Chromium's sandbox refuses to run as root, as containers and CI do.
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: found.executablePath,
    args: asRoot ? [...flags, '--no-sandbox'] : flags,
    env: { ...process.env, HOME: process.env.HOME ?? tmpdir(), ...found.env },
  });
}
