import type * as Y from 'yjs';
import type { AgreedPart, PartId } from '../sections/parts.ts';
import { canonicalPart } from './canonical.ts';
import { agreedPartsIn, type Digest, factsFromParts, partFacts, type SectionFacts } from './digest.ts';
import { watchParts } from './watch-parts.ts';

export type ReplicaWatchParts = {
  readonly doc: Y.Doc;
  /** True while changes made here are on their way: two texts that are known to differ can't be compared. */
  readonly hasUnsent: () => boolean;
  /** Runs a step soon, when nothing more urgent waits. */
  readonly later: (step: () => void) => void;
  /** The words here are not the ones there, and nothing explains it. Called at most once. */
  readonly onDiverged: (mine: Digest) => void;
};

/**
 * Compares a replica of the text with what the server says of its own. Messages arrive in their order, so that whoever has
 * nothing unsent has, at the moment of the server's word, exactly the server's text; anything else is a defect, a damaged
 * copy, or a message lost on the way. The watch only finds; it never mends.
 */
export class ReplicaWatch {
  readonly #parts: ReplicaWatchParts;
  /** Only parts that changed are read again. */
  readonly #facts = new Map<AgreedPart, SectionFacts>();
  readonly #stop: () => void;
  #said: Digest | undefined;
  #isReading = false;
  #isOver = false;

  constructor(parts: ReplicaWatchParts) {
    this.#parts = parts;
    this.#stop = watchParts(parts.doc, (touched) => this.#changed(touched));
  }

  /** The server's word, at its place among the messages. */
  says(digest: Digest): void {
    if (this.#isOver || this.#parts.hasUnsent()) return;
    this.#said = digest;
    if (!this.#isReading) this.#read();
  }

  close(): void {
    this.#isOver = true;
    this.#stop();
  }

  /** What was said is of a text that is no more: there will be another word. */
  #changed(touched: ReadonlySet<PartId>): void {
    for (const part of touched) this.#facts.delete(part as AgreedPart);
    this.#said = undefined;
  }

  /** One part at a time: a long text must not hold up whoever types in it. */
  #read(): void {
    this.#isReading = false;
    if (this.#isOver) return;
    const { doc } = this.#parts;
    const [next, ...others] = agreedPartsIn(doc).filter((part) => !this.#facts.has(part));
    if (next) this.#facts.set(next, partFacts(next, canonicalPart(doc, next)));
    if (others.length > 0) {
      this.#isReading = true;
      this.#parts.later(() => this.#read());
    } else if (this.#said !== undefined) this.#compare(this.#said);
  }

  #compare(said: Digest): void {
    this.#said = undefined;
    if (this.#parts.hasUnsent()) return;
    const { digest } = factsFromParts(this.#facts);
    if (digest === said) return;
    this.close();
    this.#parts.onDiverged(digest);
  }
}
