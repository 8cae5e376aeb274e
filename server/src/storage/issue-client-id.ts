import { randomInt } from 'node:crypto';
import type { SqliteConnection } from './sqlite-connection.ts';

export type PageOpening = {
  readonly convention: string;
  readonly person: string;
  readonly organisation: string;
  readonly at: string;
};

const tries = 8;

const stageOf = 'select stage from convention where id = ?';
const insertPage = `
  insert into page (convention, client_id, person, organisation, opened_at) values (?, ?, ?, ?, ?)
  on conflict (convention, client_id) do nothing
`;

/**
 * Issues a `clientID` that nobody has had in this convention: random, so that it tells nothing, and tried again in the
 * rare case that it is taken. Throws for a convention that doesn't exist or was deleted.
 */
export function issueClientId(
  connection: SqliteConnection,
  { convention, person, organisation, at }: PageOpening,
): { kind: 'issued'; clientId: number } {
  const [row] = connection.rows<{ stage: string }>(stageOf, [convention]);
  if (!row || row.stage === 'deleted') throw new Error(`no page opens on ${convention}: it does not exist`);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const clientId = randomInt(1, 2 ** 32);
    const { changes } = connection.execute(insertPage, [convention, clientId, person, organisation, at]);
    if (Number(changes) === 1) return { kind: 'issued', clientId };
  }
  throw new Error(`no free clientID found in ${convention} after ${tries} tries`);
}
