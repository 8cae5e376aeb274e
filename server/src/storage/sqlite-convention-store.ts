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
import { FullDisk } from './full-disk.ts';
import { GroupCommit } from './group-commit.ts';
import { packUpdates } from './packed-updates.ts';
import { snapshotAfter, TextUpkeep } from './text-upkeep.ts';

export type StoreOptions = {
  /** Something stored is damaged, or could not be tidied, and the work went on without it: for the operator's log. */
  readonly warn?: (sentence: string) => void;
};

/** Conventions in SQLite. Writes that arrive while a batch is being committed go together into the next one. */
export class SqliteConventionStore implements ConventionStore {
  readonly #database: OpenDatabase;
  readonly #disk: FullDisk;
  readonly #commits: GroupCommit;
  readonly #upkeep: TextUpkeep;
  readonly #warn: (sentence: string) => void;

  constructor(database: OpenDatabase, { warn = () => undefined }: StoreOptions = {}) {
    this.#database = database;
    this.#warn = warn;
    this.#disk = new FullDisk(database.folder, warn);
    this.#commits = new GroupCommit(database, this.#disk);
    this.#upkeep = new TextUpkeep({ database, commits: this.#commits, warn });
    database.beforeClosing(() => this.#upkeep.stop());
  }

  isFull(): boolean {
    return this.#disk.isFull;
  }

  load(convention: string): Promise<Loaded | undefined> {
    return this.#database.read('readConvention', convention);
  }

  async loadText(convention: string): Promise<LoadedText> {
    const { damaged, snapshot, updates } = await this.#database.read('readText', convention);
    for (const sentence of damaged) this.#warn(sentence);
    if (damaged.length > 0 || updates.length >= snapshotAfter.updates) this.#upkeep.snapshotIsLacking(convention);
    return { snapshot, updates };
  }

  textLog(convention: string): Promise<readonly LoggedUpdate[]> {
    return this.#database.read('readTextLog', convention);
  }

  async appendJournal(append: JournalAppend): Promise<AppendOutcome> {
    const { convention, updates } = append;
    const written = {
      ...append,
      updates: packUpdates(updates),
      keptTexts: append.keptTexts.map((text) => ({ ...text, state: exactly(text.state) })),
      after: conventionSummary(append.after),
    };
    const outcome = this.#appended(convention, updates, await this.#commits.add({ kind: 'journal', append: written }));
    if (written.after.stage === 'deleted') await this.#upkeep.erased();
    return outcome;
  }

  async appendText(append: TextAppend): Promise<AppendOutcome> {
    const { convention, updates } = append;
    const written = { ...append, updates: packUpdates(updates) };
    return this.#appended(convention, updates, await this.#commits.add({ kind: 'text', append: written }));
  }

  tidy(convention: string): Promise<void> {
    return this.#upkeep.tidy(convention);
  }

  /** Seals all of a text's log, and makes its snapshot, however little there is to do. */
  compact(convention: string): Promise<void> {
    return this.#upkeep.compact(convention);
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
    return this.#database.read('readKeptText', { convention, id });
  }

  async signatureEvidence(convention: string): Promise<Readonly<Record<string, string>>> {
    const rows = await this.#database.db
      .selectFrom('signature_evidence')
      .select(['digest', 'body'])
      .where('convention', '=', convention)
      .execute();
    return Object.fromEntries(rows.map(({ digest, body }) => [digest, body]));
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
    await this.#upkeep.erased();
  }

  #appended(
    convention: string,
    updates: readonly TextUpdate[],
    result: Awaited<ReturnType<GroupCommit['add']>>,
  ): AppendOutcome {
    if (result.kind === 'conflict') return result;
    if (result.kind !== 'appended') throw new Error(`an append was answered with ${result.kind}`);
    const { kind, version, textHead, tail } = result;
    this.#upkeep.appended(convention, updates, tail);
    return { kind, version, textHead };
  }
}

/** Bytes cut out of a larger buffer would take the whole of it to the other thread. */
function exactly(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
