import type {
  AppendOutcome,
  ConventionStore,
  JournalAppend,
  KeptText,
  Loaded,
  LoadedText,
  LoggedUpdate,
  TextAppend,
  TextUpdate,
} from './convention-store.ts';
import { conventionSummary } from './convention-summary.ts';
import type { OpenDatabase } from './database.ts';
import { GroupCommit } from './group-commit.ts';

/** Conventions in SQLite. Writes that arrive while a batch is being committed go together into the next one. */
export class SqliteConventionStore implements ConventionStore {
  readonly #database: OpenDatabase;
  readonly #commits: GroupCommit;

  constructor(database: OpenDatabase) {
    this.#database = database;
    this.#commits = new GroupCommit(database);
  }

  load(convention: string): Promise<Loaded | undefined> {
    return this.#database.call('readConvention', convention);
  }

  async loadText(convention: string): Promise<LoadedText> {
    return { snapshot: null, updates: await this.#database.call('readText', convention) };
  }

  async textLog(convention: string): Promise<readonly LoggedUpdate[]> {
    const updates = await this.#database.call('readText', convention);
    return updates.map(({ seq, ...update }) => ({ ...update, firstSeq: seq, lastSeq: seq, until: update.at }));
  }

  async appendJournal(append: JournalAppend): Promise<AppendOutcome> {
    const result = await this.#commits.add({
      kind: 'journal',
      append: {
        ...append,
        updates: append.updates.map(ownBytes),
        keptTexts: append.keptTexts.map((text) => ({ ...text, state: exactly(text.state) })),
        after: conventionSummary(append.after),
      },
    });
    return asAppend(result);
  }

  async appendText(append: TextAppend): Promise<AppendOutcome> {
    return asAppend(
      await this.#commits.add({ kind: 'text', append: { ...append, updates: append.updates.map(ownBytes) } }),
    );
  }

  async issueClientId(page: { convention: string; person: string; organisation: string; at: string }): Promise<number> {
    const result = await this.#commits.add({ kind: 'page', page });
    if (result.kind !== 'issued') throw new Error(`a page was answered with ${result.kind}`);
    return result.clientId;
  }

  async clientIds(convention: string): Promise<ReadonlyMap<number, { person: string; organisation: string }>> {
    const rows = await this.#database.db
      .selectFrom('page')
      .select(['client_id', 'person', 'organisation'])
      .where('convention', '=', convention)
      .execute();
    return new Map(rows.map(({ client_id, person, organisation }) => [client_id, { person, organisation }]));
  }

  keptText(convention: string, id: string): Promise<KeptText | undefined> {
    return this.#database.call('readKeptText', { convention, id });
  }

  async words(convention: string): Promise<Readonly<Record<string, string | null>>> {
    const rows = await this.#database.db
      .selectFrom('words')
      .select(['id', 'text'])
      .where('convention', '=', convention)
      .execute();
    return Object.fromEntries(rows.map(({ id, text }) => [id, text]));
  }

  async eraseWords(person: string): Promise<void> {
    await this.#database.db.updateTable('words').set({ text: null, salt: null }).where('person', '=', person).execute();
    await this.#database.emptyLog();
  }
}

function asAppend(result: Awaited<ReturnType<GroupCommit['add']>>): AppendOutcome {
  if (result.kind === 'issued') throw new Error('an append was answered with a clientID');
  return result;
}

function ownBytes(update: TextUpdate): TextUpdate {
  return { ...update, bytes: exactly(update.bytes) };
}

/** Bytes cut out of a larger buffer would take the whole of it to the other thread. */
function exactly(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
