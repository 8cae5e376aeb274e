/**
 * Updates of somebody who means no good, among honest ones, against admission and the live text: no lock is got round, no
 * author forged, nobody honest refused, and what was admitted reads the same in whatever order it is applied.
 */
import { LiveText } from '@entente/server/text/live-text';
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import { admit } from '@entente/shared/text/admission/admit';
import * as Y from 'yjs';
import { Chance } from '../../support/chance.ts';
import { edits } from '../../support/random-edits.ts';
import { whyClosed } from '../../support/writing-rights.ts';
import { hostileUpdate } from '../hostile-update.ts';
import { emptyReplica, readingOf } from '../reading.ts';
import { everythingOpen, firstRow, isSameInAnyOrder, ownerOf, type Row } from './fuzz-text.ts';

const open = ['project', 'values'] as const satisfies readonly SectionId[];
const closed = ['budget', 'risks'] as const satisfies readonly SectionId[];
const [attacker, victim] = [1, 2] as const;
const honestEdits = ['type', 'type', 'cut', 'split', 'bold', 'plain', 'paragraph', 'list', 'join', 'erase'] as const;

/** One seed: so many hostile updates, and honest ones between them. Throws, saying what was got round. */
export function withstand(seed: number, updates = 100): { hostile: number; admitted: number; honest: number } {
  const story = new Adversary(new Chance(seed));
  for (let left = updates; left > 0; left--) story.next();
  return story.end();
}

class Adversary {
  readonly #chance: Chance;
  readonly #text = LiveText.load({ snapshot: null, updates: [firstRow] });
  readonly #log: Row[] = [firstRow];
  readonly #known = emptyReplica();
  readonly #victim = emptyReplica();
  readonly #seen: Uint8Array[] = [];
  readonly #closedBefore: string;
  #pending: Uint8Array[] = [];
  readonly #counts = { hostile: 0, admitted: 0, honest: 0 };

  constructor(chance: Chance) {
    this.#chance = chance;
    this.#closedBefore = this.#closedWords();
    for (const doc of [this.#known, this.#victim]) Y.applyUpdate(doc, firstRow.bytes, 'wire');
    this.#victim.clientID = victim * 1_000;
    this.#victim.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'wire') this.#pending.push(update);
    });
  }

  next(): void {
    if (this.#chance.happens(0.15)) this.#honest();
    this.#hostile();
  }

  end(): { hostile: number; admitted: number; honest: number } {
    this.#honest();
    const expected = readingOf(this.#text.doc);
    const loaded = LiveText.load({ snapshot: null, updates: this.#log });
    if (readingOf(loaded.doc) !== expected) throw new Error('the log loads as another text');
    if (!isSameInAnyOrder(this.#log, this.#chance, expected))
      throw new Error('what was admitted reads differently in another order');
    if (readingOf(this.#victim) !== expected) throw new Error('an open page reads another text');
    for (const doc of [this.#known, this.#victim, loaded.doc, this.#text.doc]) doc.destroy();
    return this.#counts;
  }

  #hostile(): void {
    const own = [attacker * 1_000, attacker * 1_000 + 1];
    const means = { doc: this.#known, own, others: [victim * 1_000, 0], seen: this.#seen };
    const update = hostileUpdate(this.#chance, means);
    this.#counts.hostile += 1;
    const before = new Map(clocksOf(this.#text.doc));
    if (this.#take(update, attacker) !== 'admitted') return;
    this.#counts.admitted += 1;
    for (const [id, clock] of clocksOf(this.#text.doc))
      if (ownerOf(id) !== attacker && before.get(id) !== clock) throw new Error(`the attacker wrote as ${id}`);
    if (this.#closedWords() !== this.#closedBefore) throw new Error('a closed section was changed');
  }

  /** The victim edits what it sees, a moment after what the others wrote reached it. */
  #honest(): void {
    const edit = edits[this.#chance.pick(honestEdits)];
    edit(this.#victim, this.#chance.pick(open), [this.#chance.share(), this.#chance.share()]);
    const updates = this.#pending;
    this.#pending = [];
    for (const update of updates) {
      const outcome = this.#take(update, victim);
      if (outcome !== 'admitted' && outcome !== 'nothing') throw new Error(`honest work is refused: ${outcome}`);
      this.#counts.honest += 1;
    }
  }

  #take(update: Uint8Array, person: number): string {
    const admission = admit(this.#text.doc, update, {
      ...everythingOpen,
      whyClosed: whyClosed({ closed }),
      isOwn: (clientId) => clientId > 0 && ownerOf(clientId) === person,
    });
    if (admission.kind !== 'admitted') return admission.kind === 'refused' ? admission.code : 'nothing';
    const { bytes, isTidied } = this.#text.apply(admission);
    this.#log.push({ bytes, connection: String(person) });
    this.#seen.push(bytes);
    Y.applyUpdate(this.#known, bytes, 'wire');
    if (person !== victim || isTidied) Y.applyUpdate(this.#victim, bytes, 'wire');
    return 'admitted';
  }

  #closedWords(): string {
    return closed.map((section) => this.#text.doc.getXmlFragment(textRoot(section)).toString()).join('\n');
  }
}

function clocksOf(doc: Y.Doc): readonly (readonly [number, number])[] {
  return [...doc.store.clients.keys()].map((id) => [id, Y.getState(doc.store, id)]);
}
