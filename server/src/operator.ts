/**
 * What only the person at the machine may do, on the data folder (`DATA_DIR`), whether the server runs or not:
 *
 *     node server/src/operator.ts make-director <email> <organisation id>
 *     node server/src/operator.ts reset-link <email>
 *
 * `make-director` names a director where the only one has vanished; the person must have an account, and joins if needed.
 * `reset-link` prints a link with which that person can choose a new password within the hour.
 */
import { existsSync } from 'node:fs';
import { createAccounts } from './accounts/accounts.ts';
import { createAttempts } from './accounts/attempts.ts';
import { createAuth } from './accounts/auth.ts';
import { loadSecret } from './accounts/secret.ts';
import { type Config, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { databaseFile } from './start-server.ts';
import { type OpenDatabase, openDatabase } from './storage/database.ts';

const usage = `Usage:
  node server/src/operator.ts make-director <email> <organisation id>
  node server/src/operator.ts reset-link <email>
The settings are the server's own: DATA_DIR says where the data is, PUBLIC_URL what links begin with.`;

type Answer = { readonly said: string } | { readonly wrong: string };

async function makeDirector({ db }: OpenDatabase, email: string, organisation: string): Promise<Answer> {
  const person = await db.selectFrom('user').select('id').where('email', '=', email).executeTakeFirst();
  if (!person) return { wrong: `Nobody has an account with the address ${email}.` };
  const known = await db.selectFrom('organisation').select('name').where('id', '=', organisation).executeTakeFirst();
  if (!known) return { wrong: `There is no organisation with the identifier ${organisation}.` };
  const membership = { organisation, person: person.id, rank: 'director', joined_at: new Date().toISOString() };
  await db
    .insertInto('membership')
    .values(membership)
    .onConflict((conflict) => conflict.columns(['organisation', 'person']).doUpdateSet({ rank: 'director' }))
    .execute();
  return { said: `${email} is now a director of ${known.name}.` };
}

async function resetLink({ db }: OpenDatabase, email: string, config: Config): Promise<Answer> {
  const person = await db.selectFrom('user').select('id').where('email', '=', email).executeTakeFirst();
  if (!person) return { wrong: `Nobody has an account with the address ${email}.` };
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
  const attempts = createAttempts(db);
  const auth = createAuth({
    db,
    publicUrl,
    secret: loadSecret(config.dataDirectory),
    mailer: null,
    attempts,
    log: createLog('error'),
    tellOperator: () => {},
    onSessionEnded: async () => {},
  });
  return { said: await createAccounts(auth, attempts, publicUrl).makeResetLink(person.id) };
}

async function run([command, address = '', organisation = '']: readonly string[], config: Config): Promise<Answer> {
  const email = address.toLowerCase();
  const isKnown = (command === 'make-director' && organisation !== '') || command === 'reset-link';
  if (!isKnown || email === '') return { wrong: usage };
  // Opening would make a new, empty database where DATA_DIR is mistyped.
  if (!existsSync(databaseFile(config))) return { wrong: `There is no database in ${config.dataDirectory}.` };
  const database = await openDatabase(databaseFile(config));
  try {
    return await (command === 'reset-link'
      ? resetLink(database, email, config)
      : makeDirector(database, email, organisation));
  } finally {
    await database.close();
  }
}

const read = readConfig(process.env);
const answer = 'wrong' in read ? read : await run(process.argv.slice(2), read.config);
if ('said' in answer) process.stdout.write(`${answer.said}\n`);
else {
  process.stderr.write(`${answer.wrong}\n`);
  process.exitCode = 1;
}
