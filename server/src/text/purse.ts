/**
 * What a person may still ask of the server, in tokens that come back with time. All pages of the person share it, and it
 * outlives them until it is full again: who is sent away and comes back has what was left, not everything anew.
 */
import type { PersonId } from '@entente/shared/negotiation/state';
import type { Clock } from '../clock.ts';
import type { WireLimits } from './wire-limits.ts';

type PurseLimits = Pick<WireLimits, 'messagesPerSecond' | 'burstSeconds' | 'slowedMilliseconds'>;

export class Purse {
  readonly #limits: PurseLimits;
  readonly #clock: Clock;
  readonly #most: number;
  #tokens: number;
  #filledAt: number;
  #slowedSince: number | undefined;
  #overdrafts = 0;

  constructor(limits: PurseLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#most = limits.messagesPerSecond * limits.burstSeconds;
    this.#tokens = this.#most;
    this.#filledAt = clock().getTime();
  }

  get isFull(): boolean {
    this.#fill();
    return this.#tokens === this.#most;
  }

  /** How often more was taken than could be waited for. */
  get overdrafts(): number {
    return this.#overdrafts;
  }

  /** More was taken than there was, when it was last looked at. */
  get owes(): boolean {
    return this.#tokens < 0;
  }

  /** Milliseconds until nothing is owed any more. */
  get owedFor(): number {
    this.#fill();
    return Math.max(0, (-this.#tokens / this.#limits.messagesPerSecond) * 1_000);
  }

  /** Takes a price. False when its owner has been too quick for too long; the debt stays, and a new time of patience begins. */
  take(price: number): boolean {
    this.#fill();
    this.#tokens -= price;
    if (this.#tokens >= 0) return true;
    this.#slowedSince ??= this.#filledAt;
    const { slowedMilliseconds } = this.#limits;
    if (this.#filledAt - this.#slowedSince + this.owedFor <= slowedMilliseconds) return true;
    this.#slowedSince = undefined;
    this.#overdrafts += 1;
    // Who comes back has to be able to pay it in that time, or would never be let in again.
    this.#tokens = Math.max(this.#tokens, -this.#limits.messagesPerSecond * (slowedMilliseconds / 2_000));
    return false;
  }

  #fill(): void {
    const now = this.#clock().getTime();
    // A clock that was set back gives nothing, and takes nothing away.
    const seconds = Math.max(0, now - this.#filledAt) / 1_000;
    this.#tokens = Math.min(this.#most, this.#tokens + seconds * this.#limits.messagesPerSecond);
    this.#filledAt = now;
    if (this.#tokens === this.#most) this.#slowedSince = undefined;
  }
}

export class Purses {
  readonly #limits: PurseLimits;
  readonly #clock: Clock;
  readonly #purses = new Map<PersonId, { readonly purse: Purse; pages: number }>();

  constructor(limits: PurseLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** How many are remembered. */
  get size(): number {
    return this.#purses.size;
  }

  /** A page of this person comes in; `leaves` is called when it goes. */
  opens(person: PersonId): { readonly purse: Purse; readonly leaves: () => void } {
    const kept = this.#purses.get(person) ?? { purse: new Purse(this.#limits, this.#clock), pages: 0 };
    this.#purses.set(person, kept);
    kept.pages += 1;
    return {
      purse: kept.purse,
      leaves: () => {
        kept.pages -= 1;
      },
    };
  }

  /** Called every minute: who has no page, and a full purse, is as one who never came. */
  forgetTheRested(): void {
    for (const [person, { purse, pages }] of this.#purses) if (pages === 0 && purse.isFull) this.#purses.delete(person);
  }
}
