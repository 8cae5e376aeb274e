/** Reading a convention back, believing nothing: each row is checked against its hash or checksum. */

import type { Event } from '@entente/shared/negotiation/events';
import { entryHash } from '@entente/shared/negotiation/journal';
import type { Loaded, StoredEntry } from './convention-store.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { DamagedRecord } from './storage-errors.ts';

type ConventionRow = Heads & { readonly stage: string; readonly text_head: number; readonly epoch: string };
type EntryRow = {
  readonly version: number;
  readonly event: string;
  readonly hash: string;
  readonly text: string | null;
};

const conventionRow = 'select stage, journal_head, journal_hash, text_head, epoch from convention where id = ?';
const journalRows = 'select version, event, hash, text from journal where convention = ? order by version';

/** The journal with its heads, from one moment. Throws `DamagedRecord` when an entry is missing or not what was appended. */
export function readConvention(connection: SqliteConnection, convention: string): Loaded | undefined {
  return connection.atOneMoment(() => {
    const [row] = connection.rows<ConventionRow>(conventionRow, [convention]);
    if (!row) return undefined;
    const entries = connection.rows<EntryRow>(journalRows, [convention]).map((entry) => ({
      version: entry.version,
      event: parseEvent(convention, entry),
      hash: entry.hash,
      text: entry.text,
    }));
    if (row.stage === 'deleted') checkLastEntry(convention, entries, row);
    else checkChain(convention, entries, row);
    return { entries, journalHead: row.journal_head, textHead: row.text_head, epoch: row.epoch };
  });
}

type Heads = { readonly journal_head: number; readonly journal_hash: string };

function checkChain(convention: string, entries: readonly StoredEntry[], heads: Heads): void {
  let previous: string | null = null;
  for (const [index, { version, event, hash, text }] of entries.entries()) {
    if (version !== index + 1) throw missing(convention, index + 1);
    if (entryHash(previous, { convention, version, event, text }) !== hash) throw damaged(convention, version);
    previous = hash;
  }
  if (entries.length !== heads.journal_head) throw missing(convention, entries.length + 1);
  if (previous !== heads.journal_hash) throw damaged(convention, heads.journal_head);
}

/** Of a deleted convention the entry before the last is gone: only that this is the last one can be checked. */
function checkLastEntry(convention: string, entries: readonly StoredEntry[], heads: Heads): void {
  const [last, ...others] = entries;
  if (last?.version !== heads.journal_head || others.length > 0) throw missing(convention, heads.journal_head);
  if (last.hash !== heads.journal_hash) throw damaged(convention, last.version);
}

function parseEvent(convention: string, { version, event }: { version: number; event: string }): Event {
  try {
    return JSON.parse(event) as Event;
  } catch {
    throw damaged(convention, version);
  }
}

function missing(convention: string, version: number): DamagedRecord {
  return new DamagedRecord(`journal of convention ${convention}: entry ${version} is missing or out of place`);
}

function damaged(convention: string, version: number): DamagedRecord {
  return new DamagedRecord(`journal of convention ${convention}: entry ${version} does not match its hash`);
}
