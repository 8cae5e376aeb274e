import { crc32 } from 'node:zlib';
import { sectionIds } from '@entente/shared/sections/sections';
import { type CanonicalText, factsOfText, type TextFacts } from '@entente/shared/text/digest';
import type { KeptText } from './convention-store.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { DamagedRecord } from './storage-errors.ts';

type Row = Omit<KeptText, 'facts'> & { readonly checksum: number };

const one = 'select id, at, digest, sections, state, checksum from kept_text where id = ? and convention = ?';

/** A kept text. Its facts are computed again from its words: damage shows as another digest, and throws. */
export function readKeptText(connection: SqliteConnection, convention: string, id: string): KeptText | undefined {
  const [row] = connection.rows<Row>(one, [id, convention]);
  if (!row) return undefined;
  const facts = factsOf(row.sections);
  if (facts?.digest !== row.digest || crc32(row.state) !== row.checksum) {
    throw new DamagedRecord(`kept text ${id} of convention ${convention} is not what was written`);
  }
  return { id: row.id, at: row.at, digest: row.digest, sections: row.sections, facts, state: row.state };
}

function factsOf(sections: string): TextFacts | undefined {
  const parsed = parseSections(sections);
  if (!parsed || sectionIds.some((section) => !Array.isArray(parsed[section]))) return undefined;
  return factsOfText(parsed);
}

/** `undefined`: no JSON at all, which only damage can make. */
function parseSections(sections: string): CanonicalText | undefined {
  try {
    return JSON.parse(sections) as CanonicalText;
  } catch {
    return undefined;
  }
}
