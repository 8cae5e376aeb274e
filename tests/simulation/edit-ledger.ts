/**
 * Every edit that a race makes, and what its page was told of it: words, rows and their cells. Each brings a
 * character that stands nowhere else, so that the text itself says whether the edit is in it; some take another one's away.
 */
import { rowsRoot } from '@entente/shared/sections/parts';
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import type { SectionWithRows } from '@entente/shared/text/tables';
import * as Y from 'yjs';
import type { SimulatedPage } from './simulated-page.ts';

type Fate = 'pending' | 'saved' | 'refused';

type TrackedEdit = {
  readonly page: SimulatedPage;
  readonly section: SectionId;
  readonly mark: string;
  /** The character that it took away. */
  readonly taken: string | undefined;
  readonly clientId: number;
  /** The page's clock once it was made. */
  readonly clock: number;
  fate: Fate;
  /** Which refusal told of it; what came before in the same connection may have been taken all the same. */
  refusal: number | undefined;
};

/** `anew`: another row, whatever the page has added. */
export type RowToFill = {
  readonly cells: Readonly<Record<string, string | number>>;
  readonly label: string;
  readonly anew: boolean;
};

/** Characters in which nobody writes here. */
const firstMark = 0x4e00;

export class EditLedger {
  readonly #edits: TrackedEdit[] = [];
  readonly #newest: TrackedEdit[] = [];
  #refusals = 0;
  /** What the text had the last time. */
  #known: readonly TrackedEdit[] = [];

  /** Replaces `taken`, where the page still has it, or writes at the share `at` of some words; false where there are none. */
  edits(page: SimulatedPage, section: SectionId, { at, taken }: { at: number; taken?: string | undefined }): boolean {
    const runs = runsOf(page.doc.getXmlFragment(textRoot(section)));
    const holding = taken === undefined ? undefined : runs.find((run) => run.toString().includes(taken));
    const run = holding ?? runs[Math.floor(at * runs.length)];
    if (!run) return false;
    const mark = this.#nextMark();
    const place = holding && taken ? placeOf(holding, taken) : Math.floor(at * (run.length + 1));
    page.write(() => {
      if (holding) run.delete(place, 1);
      run.insert(place, mark);
    });
    this.#keep(page, { section, mark, taken: holding && taken });
    return true;
  }

  /** Adds a row, the mark in its column `label`; or puts a new mark into a row that the page itself added, where it still has one. */
  fillsIn(page: SimulatedPage, section: SectionWithRows, { cells, label, anew }: RowToFill): void {
    const rows = page.doc.getArray<Y.Map<unknown>>(rowsRoot(section));
    const own = rows.toArray().findLast((row) => row instanceof Y.Map && this.#isOwn(page, row.get(label)));
    const [row, taken] = anew || !own ? [undefined, undefined] : [own, own.get(label) as string];
    const mark = this.#nextMark();
    page.write(() => {
      if (row) row.set(label, mark);
      else rows.push([new Y.Map(Object.entries({ ...cells, [label]: mark }))]);
    });
    this.#keep(page, { section, mark, taken });
  }

  /** Nobody else writes in the cell: of two who did at once, one would be lost, as a cell has one value. */
  #isOwn(page: SimulatedPage, value: unknown): boolean {
    return this.#edits.some((edit) => edit.page === page && edit.mark === value);
  }

  #nextMark(): string {
    return String.fromCodePoint(firstMark + this.#edits.length);
  }

  #keep(page: SimulatedPage, made: Pick<TrackedEdit, 'section' | 'mark' | 'taken'>): void {
    const edit: TrackedEdit = {
      ...{ page, ...made, clientId: page.doc.clientID },
      ...{ clock: Y.getState(page.doc.store, page.doc.clientID), fate: 'pending', refusal: undefined },
    };
    this.#edits.push(edit);
    this.#newest.push(edit);
  }

  /** Characters that were brought into the section. */
  marksIn(section: SectionId): readonly string[] {
    return this.#edits.filter((edit) => edit.section === section).map(({ mark }) => mark);
  }

  told(page: SimulatedPage, news: 'saved' | 'refused'): void {
    const pending = this.#newest.filter((edit) => edit.page === page && edit.fate === 'pending');
    if (news === 'refused') {
      this.#refusals += 1;
      for (const edit of pending) Object.assign(edit, { fate: 'refused', refusal: this.#refusals });
      return;
    }
    const covered = page.claims.filter(({ n }) => n <= page.saved);
    for (const edit of pending) {
      if (covered.some(({ clocks }) => (clocks.get(edit.clientId) ?? 0) >= edit.clock)) edit.fate = 'saved';
    }
  }

  /**
   * Compares what was told since the last time with what the text says: what is wrong, and how many edits are in it.
   * `words`: of every section, rows included, with all the marks in them.
   */
  settle(words: string): { readonly faults: readonly string[]; readonly kept: number; readonly refused: number } {
    const edits = this.#newest.splice(0);
    const isThere = ({ mark }: TrackedEdit) => words.includes(mark);
    const takenAway = this.#takenAway(isThere);
    const isIn = (edit: TrackedEdit) => isThere(edit) || takenAway.has(edit.mark);
    const faults = edits.flatMap((edit) => [
      ...(edit.fate === 'pending' ? [`nobody was told what became of ${nameOf(edit)}`] : []),
      ...(edit.fate === 'saved' && !isIn(edit) ? [`${nameOf(edit)} was saved and is not in the text`] : []),
      ...(isIn(edit) && edit.taken && words.includes(edit.taken) ? [`${nameOf(edit)} is in the text by half`] : []),
    ]);
    faults.push(
      ...this.#known.filter((edit) => !isIn(edit)).map((edit) => `${nameOf(edit)} was in the text, and is lost`),
    );
    this.#known = this.#edits.filter(isIn);
    const refused = edits.filter(({ fate }) => fate === 'refused');
    for (const refusal of new Set(refused.map((edit) => edit.refusal)))
      faults.push(...faultsOf(refused.filter((edit) => edit.refusal === refusal).map(isIn)));
    return { faults, kept: edits.filter(isIn).length, refused: refused.length };
  }

  /** Marks that edits of the text took away, among them such as were taken away in their turn. */
  #takenAway(isThere: (edit: TrackedEdit) => boolean): ReadonlySet<string> {
    const taken = new Set<string>();
    // An edit only takes away what is older than it.
    for (const edit of this.#edits.toReversed())
      if (edit.taken && (isThere(edit) || taken.has(edit.mark))) taken.add(edit.taken);
    return taken;
  }
}

/** Of a page's edits under one refusal the first may have been taken before it; none may be after one that was not. */
function faultsOf(areIn: readonly boolean[]): readonly string[] {
  if (!areIn.includes(false)) return ['a refusal was told, and everything was taken'];
  return areIn.lastIndexOf(true) > areIn.indexOf(false) ? ['something was taken after a refusal'] : [];
}

function nameOf({ page, section, mark }: TrackedEdit): string {
  return `the edit ${mark} of ${page.name} in ${section}`;
}

function placeOf(run: Y.XmlText, mark: string): number {
  let place = 0;
  for (const { insert } of run.toDelta() as { insert: string | object }[]) {
    if (typeof insert === 'string' && insert.includes(mark)) return place + insert.indexOf(mark);
    place += typeof insert === 'string' ? insert.length : 1;
  }
  throw new Error(`${mark} is not in these words`);
}

function runsOf(parent: Y.XmlFragment): Y.XmlText[] {
  return parent
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? runsOf(child) : []));
}
