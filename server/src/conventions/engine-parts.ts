import type { OrganisationId, PersonId, Rank } from '@entente/shared/negotiation/state';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { PendingAnchors } from '../comments/pending-anchors.ts';
import type { Identifiers } from '../identifiers.ts';
import type { Scheduler } from '../scheduler.ts';
import type { ConventionStore } from '../storage/convention-store.ts';
import type { NamedPerson } from './people-named.ts';
import type { RefusedTries } from './refused-tries.ts';

/** Ranks of people in the organisations for which they are named; who is no member there is left out. */
export type RanksOf = (
  named: readonly NamedPerson[],
) => Promise<Readonly<Record<PersonId, { readonly organisation: OrganisationId; readonly rank: Rank }>>>;

/** Names by identifier; an unknown identifier is left out. */
export type NamesOf = (ids: readonly string[]) => Promise<Readonly<Record<string, string>>>;

/** What every room needs. */
export type EngineParts = {
  readonly store: ConventionStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly identifiers: Identifiers;
  readonly ranksOf: RanksOf;
  /** Names of people, for the stamp on their presence. */
  readonly peopleOf: NamesOf;
  /** Names of organisations, for the same. */
  readonly organisationsOf: NamesOf;
  /** Comment threads that wait for their section to be open again. */
  readonly anchors: PendingAnchors;
  /** Bytes that a text may have, as a page loads it; at that size words can still be removed. */
  readonly largestText: number;
  readonly log: Logger;
  readonly tries: RefusedTries;
};
