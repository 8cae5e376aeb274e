/** Updates on their way between threads: one buffer for all their bytes, their authors in a table. */
import type { TextUpdate } from './convention-store.ts';

type Author = Pick<TextUpdate, 'person' | 'organisation' | 'connection'>;

export type PackedUpdates = {
  readonly authors: readonly Author[];
  /** Of each update: its author's place in the table, its time, and where its bytes end. */
  readonly by: readonly number[];
  readonly at: readonly string[];
  readonly ends: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
};

export function packUpdates(updates: readonly TextUpdate[]): PackedUpdates {
  const authors: Author[] = [];
  const by: number[] = [];
  const at: string[] = [];
  const ends: number[] = [];
  const bytes = new Uint8Array(updates.reduce((sum, update) => sum + update.bytes.length, 0));
  let end = 0;
  for (const update of updates) {
    bytes.set(update.bytes, end);
    end += update.bytes.length;
    ends.push(end);
    at.push(update.at);
    by.push(placeOf(authors, update));
  }
  return { authors, by, at, ends, bytes };
}

/** The updates again; their bytes are views of the one buffer. */
export function unpackUpdates({ authors, by, at, ends, bytes }: PackedUpdates): readonly TextUpdate[] {
  return by.map((place, index) => {
    const author = authors[place];
    const instant = at[index];
    if (!author || instant === undefined) throw new Error('updates were packed without their author or time');
    return { ...author, at: instant, bytes: bytes.subarray(ends[index - 1] ?? 0, ends[index]) };
  });
}

/** Few people type at once: looking along the table is quicker than a key for each. */
function placeOf(authors: Author[], { person, organisation, connection }: Author): number {
  const known = authors.findIndex(
    (author) => author.connection === connection && author.person === person && author.organisation === organisation,
  );
  return known >= 0 ? known : authors.push({ person, organisation, connection }) - 1;
}
