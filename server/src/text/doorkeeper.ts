/** Counts who comes: pages of one person, pages and handshakes of one address, and strangers at the door. */
import type { PersonId } from '@entente/shared/negotiation/state';
import type { WireLimits } from './wire-limits.ts';

export class Doorkeeper {
  readonly #limits: WireLimits;
  readonly #pagesOfPerson = new Map<PersonId, number>();
  readonly #pagesFrom = new Map<string, number>();
  readonly #pendingFrom = new Map<string, number>();
  readonly #strangersFrom = new Map<string, number>();

  constructor(limits: WireLimits) {
    this.#limits = limits;
  }

  /** True when this address has asked for enough, for now. */
  isTooMuch(address: string): boolean {
    const { pagesPerAddress, pendingPerAddress, strangersPerMinute } = this.#limits;
    const pending = countOf(this.#pendingFrom, address);
    return (
      pending >= pendingPerAddress ||
      countOf(this.#pagesFrom, address) + pending >= pagesPerAddress ||
      countOf(this.#strangersFrom, address) >= strangersPerMinute
    );
  }

  /** True when this person has all the pages that one may have. */
  hasAllPages(person: PersonId): boolean {
    return countOf(this.#pagesOfPerson, person) >= this.#limits.pagesPerPerson;
  }

  /** Somebody rings; what is returned is called when it is settled who it is. */
  rings(address: string): () => void {
    return counted(this.#pendingFrom, address);
  }

  /** It was nobody who is signed in. */
  wasStranger(address: string): void {
    this.#strangersFrom.set(address, countOf(this.#strangersFrom, address) + 1);
  }

  /** A page comes in; what is returned is called when it leaves. */
  enters(person: PersonId, address: string): () => void {
    const leaving = [counted(this.#pagesOfPerson, person), counted(this.#pagesFrom, address)];
    return () => {
      for (const leave of leaving) leave();
    };
  }

  /** Called every minute. */
  forgetStrangers(): void {
    this.#strangersFrom.clear();
  }
}

function countOf(counts: ReadonlyMap<string, number>, key: string): number {
  return counts.get(key) ?? 0;
}

/** One more; the returned function, called once, makes it one less. */
function counted(counts: Map<string, number>, key: string): () => void {
  counts.set(key, countOf(counts, key) + 1);
  return () => {
    const left = countOf(counts, key) - 1;
    if (left > 0) counts.set(key, left);
    else counts.delete(key);
  };
}
