import type { PersonId } from '@entente/shared/negotiation/state';
import type { Clock } from '../clock.ts';

const window = 60_000;
const most = 20;

/** Keeps a person who tries again and again from filling the journal: 20 refused tries a minute are written down, no more. */
export class RefusedTries {
  readonly #clock: Clock;
  readonly #tries = new Map<PersonId, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when this try is to be written down. */
  counts(person: PersonId): boolean {
    const now = this.#clock().getTime();
    const recent = (this.#tries.get(person) ?? []).filter((at) => at > now - window);
    const isCounted = recent.length < most;
    if (isCounted) recent.push(now);
    this.#tries.set(person, recent);
    return isCounted;
  }
}
