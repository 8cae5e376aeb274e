/**
 * What only the person at the machine may do, on the data folder (`DATA_DIR`), whether the server runs or not:
 *
 *     node server/src/operator.ts make-director <email> <organisation id>
 *     node server/src/operator.ts reset-link <email>
 *     node server/src/operator.ts backup <file or folder>
 *     node server/src/operator.ts compact
 *
 * and, while the server is stopped:
 *
 *     node server/src/operator.ts restore <file>
 *
 * `make-director` names a director where the only one has vanished; the person must have an account, and joins if needed. A
 * convention's journal says so as soon as that person acts there.
 * `reset-link` prints a link with which that person can choose a new password within the hour.
 * `backup` copies the database as it is at one moment, and reads the copy back. `restore` puts such a copy in place.
 * `compact` does at once what the server does when nobody is writing: it seals and compresses the texts' history.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { createAccounts } from './accounts/accounts.ts';
import { createAttempts } from './accounts/attempts.ts';
import { createAuth } from './accounts/auth.ts';
import { loadSecret } from './accounts/secret.ts';
import { machineClock } from './clock.ts';
import { type Config, readConfig } from './config.ts';
import { FolderInUse, lockDataFolder } from './data-folder-lock.ts';
import { createLog } from './log.ts';
import { databaseFile } from './start-server.ts';
import { backUp } from './storage/back-up.ts';
import { type OpenDatabase, openDatabase } from './storage/database.ts';
import { isOurs, restore } from './storage/restore.ts';
import { SqliteConventionStore } from './storage/sqlite-convention-store.ts';

const usage = `Usage:
  node server/src/operator.ts make-director <email> <organisation id>
  node server/src/operator.ts reset-link <email>
  node server/src/operator.ts backup <file or folder>
  node server/src/operator.ts restore <file>
  node server/src/operator.ts compact
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
    clock: machineClock,
    tellOperator: () => {},
    onSessionEnded: async () => {},
  });
  return { said: await createAccounts(auth, attempts, publicUrl).makeResetLink(person.id) };
}

function backUpTo(target: string, config: Config): Answer {
  const made = backUp(databaseFile(config), { target, now: new Date() });
  if (made.kind === 'taken') return { wrong: `There is a file ${made.place} already: nothing was copied.` };
  return { said: `The copy is ${made.place}. It was read back whole: ${conventionsOf(made.conventions)}.` };
}

async function restoreFrom(copy: string, config: Config): Promise<Answer> {
  if (!existsSync(copy)) return { wrong: `There is no file ${copy}.` };
  if (!isOurs(copy)) return { wrong: `The file ${copy} is no database of Entente: nothing was changed.` };
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(config.dataDirectory, 0);
  try {
    const { conventions, keptAs } = await restore(copy, { file: databaseFile(config), now: new Date() });
    const before = keptAs === null ? '' : `\nThe database that was there is kept as ${keptAs}.`;
    const said = `The database is what it was in ${copy}: ${conventionsOf(conventions)}.${before}`;
    return { said: `${said}\nOpen pages start afresh when the server runs again.` };
  } finally {
    lock.release();
  }
}

async function compact(database: OpenDatabase, config: Config): Promise<Answer> {
  const before = bytesOf(config);
  const store = new SqliteConventionStore(database);
  const conventions = await database.db.selectFrom('convention').select('id').execute();
  for (const { id } of conventions) await store.compact(id);
  while (await database.call('giveBackSpace', undefined));
  return { said: `${conventionsOf(conventions.length)}: ${before} bytes before, ${bytesOf(config)} now.` };
}

function bytesOf(config: Config): number {
  const files = [databaseFile(config), `${databaseFile(config)}-wal`].filter((file) => existsSync(file));
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}

function conventionsOf(count: number): string {
  return count === 1 ? '1 convention' : `${count} conventions`;
}

const commands: Readonly<
  Record<string, (database: OpenDatabase, args: readonly string[], config: Config) => Promise<Answer>>
> = {
  'make-director': (database, [email = '', organisation = '']) =>
    makeDirector(database, email.toLowerCase(), organisation),
  'reset-link': (database, [email = ''], config) => resetLink(database, email.toLowerCase(), config),
  compact: (database, _, config) => compact(database, config),
};
/** How many words must follow each command. */
const wordsAfter: Readonly<Record<string, number>> = {
  ...{ 'make-director': 2, 'reset-link': 1, compact: 0, backup: 1, restore: 1 },
};

async function run([command = '', ...args]: readonly string[], config: Config): Promise<Answer> {
  const [first = ''] = args;
  if (!Object.hasOwn(wordsAfter, command) || args.length < (wordsAfter[command] ?? 0) || args.includes('')) {
    return { wrong: usage };
  }
  if (command === 'restore') return restoreFrom(first, config);
  // Opening would make a new, empty database where DATA_DIR is mistyped.
  if (!existsSync(databaseFile(config))) return { wrong: `There is no database in ${config.dataDirectory}.` };
  if (command === 'backup') return backUpTo(first, config);
  const database = await openDatabase(databaseFile(config));
  try {
    return (await commands[command]?.(database, args, config)) ?? { wrong: usage };
  } finally {
    await database.close();
  }
}

/** What went wrong, in a sentence: damage that was found, a disk that is full, a folder in use. */
async function runOrSay(words: readonly string[], config: Config): Promise<Answer> {
  try {
    return await run(words, config);
  } catch (error) {
    if (error instanceof FolderInUse) return { wrong: `${error.message} Stop it first: nothing was changed.` };
    return { wrong: `Nothing was changed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

// What is copied is for the operator's own user alone, in whatever folder it is.
process.umask(0o077);
const read = readConfig(process.env);
const answer = 'wrong' in read ? read : await runOrSay(process.argv.slice(2), read.config);
if ('said' in answer) process.stdout.write(`${answer.said}\n`);
else {
  process.stderr.write(`${answer.wrong}\n`);
  process.exitCode = 1;
}
