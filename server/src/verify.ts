/**
 * Verifies a signed PDF or an evidence file, without a server and without the network:
 *
 *     node server/src/verify.ts <file> [--language fr|en] [--json]
 *
 * It reads the file and nothing else. The exit code is 0 when everything is proved, 3 when nothing is wrong but signatures are
 * still missing or something could not be verified, 1 when something is wrong or the file can't be read as either.
 */
import { webcrypto } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { inflateWith } from '@entente/shared/evidence/inflate';
import { sayVerified } from '@entente/shared/evidence/say-check';
import { largestFile, type Verified, verifyFile } from '@entente/shared/evidence/verify-file';
import type { Language } from '@entente/shared/language';
import { verifierWith } from '@entente/shared/signing/verify-signature';

const usage = `Usage: npm run verify -- <file> [--language fr|en] [--json]

Verifies a convention's PDF or evidence file. The server need not run; nothing is sent.
Exit code: 0 proved, 3 not everything could be verified or not all have signed, 1 something is wrong, 2 no such use.
`;

type Asked = { readonly path: string; readonly language: Language; readonly asJson: boolean };

/** French first: English for whose system says so, or who asks. */
function readArguments(args: string[], environment: NodeJS.ProcessEnv): Asked | undefined {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const spoken = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  const language = values.language ?? (spoken.startsWith('en') ? 'en' : 'fr');
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0 || (language !== 'fr' && language !== 'en')) return undefined;
  return { path, language, asJson: values.json };
}

/** The file's bytes, or the one sentence that says why there are none. */
function read(path: string): Uint8Array<ArrayBuffer> | string {
  try {
    const { size } = statSync(path);
    if (size > largestFile) return `${path}: ${size} bytes.`;
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const marks = { holds: '✓', fails: '✗', unknown: '?' } as const;

function inWords(verified: Verified, language: Language): string {
  const { title, what, convention, groups } = sayVerified(verified, language);
  const said = groups.map((group) => {
    const lines = group.checks.map(({ check, sentence }) => `  ${marks[check.status]} ${sentence}`);
    return [`${group.title}`, ...lines, ''].join('\n');
  });
  const name = convention === undefined ? [] : [convention, ''];
  return [...name, ...said, title, what, ''].join('\n');
}

/** For programs: the codes, and what they name; never the words of the convention. */
function asData(verified: Verified): string {
  if (verified.kind === 'unreadable') return JSON.stringify(verified);
  const { source, verdict, checks } = verified;
  return JSON.stringify({ kind: 'report', source, verdict, checks });
}

function exitCodeOf(verified: Verified): number {
  if (verified.kind === 'unreadable' || verified.verdict === 'broken') return 1;
  return verified.verdict === 'proved' ? 0 : 3;
}

async function main(args: string[]): Promise<number> {
  let asked: Asked | undefined;
  try {
    asked = readArguments(args, process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  if (!asked) {
    process.stderr.write(usage);
    return 2;
  }
  const bytes = read(asked.path);
  if (typeof bytes === 'string') {
    process.stderr.write(`${bytes}\n`);
    return 1;
  }
  const verified = await verifyFile(bytes, {
    verifySignature: verifierWith(webcrypto.subtle),
    inflate: inflateWith(() => new DecompressionStream('deflate')),
  });
  process.stdout.write(asked.asJson ? `${asData(verified)}\n` : inWords(verified, asked.language));
  return exitCodeOf(verified);
}

process.exitCode = await main(process.argv.slice(2));
