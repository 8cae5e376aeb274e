/** From bytes to an evidence file, or to why it is none. Nothing that somebody else wrote is believed before it has been here. */
import { decodeUtf8 } from 'lib0/string';
import { canonicalJson } from '../canonical-json.ts';
import { isRecord } from '../is-record.ts';
import { type EvidenceFile, evidenceFormat, zEvidenceFile } from './evidence-file.ts';

/** Bytes; many times what the largest convention needs. */
export const largestEvidence = 128 * 1_048_576;

/** Levels of JSON; a text has a hundred elements within elements at most, two levels each. What is walked through must not exhaust anything. */
const deepest = 300;

/** Objects and lists; those of an evidence file are twenty bytes long and more. Forty million empty ones would fill the memory of any device. */
const mostValues = 6_000_000;

export type Unreadable = {
  readonly kind: 'unreadable';
  readonly why: 'too-large' | 'not-utf8' | 'not-json' | 'not-evidence' | 'unknown-format' | 'malformed';
  /** The format that it claims, or where in the file something is wrong. */
  readonly detail: string;
};

/** `isInOneForm`: the bytes are the canonical JSON of what they say, so that no two programs can read them differently. */
export type ReadEvidence =
  | { readonly kind: 'evidence'; readonly file: EvidenceFile; readonly isInOneForm: boolean }
  | Unreadable;

/** Reads an evidence file. Never throws. */
export function readEvidence(bytes: Uint8Array): ReadEvidence {
  if (bytes.length > largestEvidence) return unreadable('too-large', String(bytes.length));
  if (hasMoreThan(mostValues, bytes)) return unreadable('too-large', String(bytes.length));
  const text = textOf(bytes);
  if (text === undefined) return unreadable('not-utf8');
  try {
    return fromValue(JSON.parse(text), text);
  } catch {
    // Not JSON; or nested so deep that walking through it would exhaust the stack, which no evidence file is.
    return unreadable('not-json');
  }
}

function fromValue(value: unknown, text: string): ReadEvidence {
  if (!isRecord(value) || typeof value.format !== 'string') return unreadable('not-evidence');
  const { format } = value;
  if (format !== evidenceFormat) {
    return format.startsWith('entente/evidence/')
      ? unreadable('unknown-format', format.slice(0, 60))
      : unreadable('not-evidence');
  }
  if (isDeeperThan(value, deepest)) return unreadable('malformed');
  const parsed = zEvidenceFile.safeParse(value);
  if (!parsed.success)
    return unreadable('malformed', (parsed.error.issues[0]?.path ?? []).map(String).join('.').slice(0, 120));
  // The value itself, not zod's copy of it: what is verified is what was written.
  return { kind: 'evidence', file: value as EvidenceFile, isInOneForm: canonicalJson(value) === text };
}

/** Counted before anything is made of them; brackets within words count as well. */
function hasMoreThan(most: number, bytes: Uint8Array): boolean {
  let count = 0;
  for (const byte of bytes) if (byte === 0x5b || byte === 0x7b) count += 1;
  return count > most;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decodeUtf8(bytes);
  } catch {
    return undefined;
  }
}

function unreadable(why: Unreadable['why'], detail = ''): Unreadable {
  return { kind: 'unreadable', why, detail };
}
