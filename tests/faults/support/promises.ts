/** What the oracle wrote down, and whether a text keeps all of it, and holds nothing that nobody wrote. */
import { closeSync, openSync, readSync } from 'node:fs';
import * as Y from 'yjs';
import { type Range, Ranges } from './ranges.ts';
import type { RecordLine } from './record.ts';

/** What an update says, by clientID: up to which clock, and what it deletes. */
type Content = {
  readonly ends: ReadonlyMap<number, number>;
  readonly deleted: readonly (readonly [client: number, Range])[];
};
type JournalEntryLike = { readonly version: number; readonly event: { readonly type: string } };

export class Promises {
  readonly #path: string;
  #offset = 0;
  #page = new Map<number, number>();
  #unsaved = new Map<number, { readonly n: number; readonly content: Content }[]>();
  readonly #clientIds = new Set<number>();
  /** What each clientID wrote, by clock; structs that hold no words are one null character. */
  readonly #written = new Map<number, string>();
  readonly #sentDeletions = new Map<number, Ranges>();
  readonly #ends = new Map<number, number>();
  readonly #deletions = new Map<number, Ranges>();
  readonly #titles = new Map<number, string>();
  /** Close codes that pages saw, in their order. */
  readonly closings: number[] = [];
  /** Why pages were refused: nothing that the oracle writes deserves it. */
  readonly refusals: string[] = [];
  /** Lines that promise something. */
  count = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Reads what is new in the record. With `until`, promises made later than that instant are left out, for good. */
  read(until = Number.POSITIVE_INFINITY): this {
    for (const line of this.#lines()) this.#note(line, until);
    return this;
  }

  /** What is wrong with a text (an update, V1, that holds the whole of it); empty when nothing is. */
  faultsOf(state: Uint8Array): string[] {
    const { structs, ds } = Y.decodeUpdate(state);
    const ends = new Map<number, number>();
    const faults = this.refusals.map((why) => `an honest update was refused: ${why}`);
    for (const struct of structs) {
      const { client, clock } = struct.id;
      if (clock !== (ends.get(client) ?? 0)) faults.push(`a gap before ${client}:${clock}`);
      ends.set(client, clock + struct.length);
      if (this.#clientIds.has(client)) faults.push(...this.#wrongWords(struct));
    }
    const deleted = new Map([...ds.clients].map(([client, items]) => [client, Ranges.of(items)]));
    for (const [client, end] of this.#ends) {
      const there = ends.get(client) ?? 0;
      if (there < end) faults.push(`${client} was promised up to ${end}, the text has ${there}`);
    }
    for (const [client, promised] of this.#deletions) {
      const lost = promised.without(deleted.get(client));
      if (lost.length > 0) faults.push(`deletions of ${client} came back: ${JSON.stringify(lost)}`);
    }
    for (const [client, ranges] of deleted) {
      if (!this.#clientIds.has(client)) continue;
      const invented = ranges.without(this.#sentDeletions.get(client));
      if (invented.length > 0) faults.push(`nobody deleted this of ${client}: ${JSON.stringify(invented)}`);
    }
    return faults;
  }

  /** What is wrong with a journal. */
  faultsOfJournal(entries: readonly JournalEntryLike[]): string[] {
    return [...this.#titles].flatMap(([version, title]) => {
      const event = entries[version - 1]?.event;
      const isKept = event?.type === 'ConventionRenamed' && (event as { title?: string }).title === title;
      return isKept ? [] : [`journal entry ${version} should rename to « ${title} », it is ${JSON.stringify(event)}`];
    });
  }

  #wrongWords(struct: Y.Item | Y.GC | Y.Skip): string[] {
    const { client, clock } = struct.id;
    const written = this.#written.get(client) ?? '';
    if (struct instanceof Y.Skip) return [`${client}:${clock} is skipped`];
    if (clock + struct.length > written.length) return [`${client}:${clock}+${struct.length} was never sent`];
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return [];
    const { str } = struct.content;
    const sent = written.slice(clock, clock + str.length);
    return str === sent ? [] : [`${client}:${clock} says « ${str} », it was sent as « ${sent} »`];
  }

  #note(line: RecordLine, until: number): void {
    switch (line[0]) {
      case 'page':
        this.#page.set(line[1], line[2]);
        this.#unsaved.set(line[1], []);
        if (this.#clientIds.has(line[2])) throw new Error(`the clientID ${line[2]} was issued twice`);
        this.#clientIds.add(line[2]);
        return;
      case 'sent':
        this.#noteSent(line[1], line[2], bytesOf(line[3]));
        return;
      case 'saved':
        if (line[3] <= until) this.#noteSaved(line[1], line[2]);
        return;
      case 'received':
        if (line[2] <= until) this.#promise(contentOf(bytesOf(line[1])));
        return;
      case 'renamed':
        if (line[3] > until) return;
        this.count += 1;
        this.#titles.set(line[1], line[2]);
        return;
      case 'refused':
        this.refusals.push(line[2]);
        return;
      case 'closed':
        this.closings.push(line[2]);
    }
  }

  #noteSent(page: number, n: number, update: Uint8Array): void {
    const content = contentOf(update);
    this.#unsaved.get(page)?.push({ n, content });
    for (const struct of Y.decodeUpdate(update).structs) {
      const { client } = struct.id;
      const isWords = struct instanceof Y.Item && struct.content instanceof Y.ContentString;
      const words = isWords ? (struct.content as Y.ContentString).str : '\0'.repeat(struct.length);
      this.#written.set(client, (this.#written.get(client) ?? '') + words);
    }
    addDeletions(this.#sentDeletions, content);
  }

  #noteSaved(page: number, n: number): void {
    const unsaved = this.#unsaved.get(page) ?? [];
    const last = unsaved.at(-1)?.n ?? 0;
    if (n > last && unsaved.length > 0) throw new Error(`page ${page} was told that ${n} are saved, it sent ${last}`);
    while (unsaved[0] && unsaved[0].n <= n) this.#promise((unsaved.shift() as { content: Content }).content);
  }

  #promise(content: Content): void {
    this.count += 1;
    for (const [client, end] of content.ends) this.#ends.set(client, Math.max(end, this.#ends.get(client) ?? 0));
    addDeletions(this.#deletions, content);
  }

  /** New whole lines of the record. */
  #lines(): RecordLine[] {
    const file = openSync(this.#path, 'r');
    const pieces: Buffer[] = [];
    try {
      for (;;) {
        const buffer = Buffer.allocUnsafe(1 << 20);
        const length = readSync(file, buffer, 0, buffer.length, this.#offset);
        if (length === 0) break;
        this.#offset += length;
        pieces.push(buffer.subarray(0, length));
      }
    } finally {
      closeSync(file);
    }
    const text = Buffer.concat(pieces).toString();
    const end = text.lastIndexOf('\n') + 1;
    this.#offset -= Buffer.byteLength(text.slice(end));
    return text
      .slice(0, end)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RecordLine);
  }
}

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

function contentOf(update: Uint8Array): Content {
  const { structs, ds } = Y.decodeUpdate(update);
  const ends = new Map<number, number>();
  for (const { id, length } of structs) ends.set(id.client, Math.max(ends.get(id.client) ?? 0, id.clock + length));
  const deleted = [...ds.clients].flatMap(([client, items]) => items.map((item) => [client, item] as const));
  return { ends, deleted };
}

function addDeletions(to: Map<number, Ranges>, { deleted }: Content): void {
  for (const [client, item] of deleted) {
    const ranges = to.get(client) ?? new Ranges();
    ranges.add(item);
    to.set(client, ranges);
  }
}
