/** The statement that a person would sign now, from the negotiation as it stands: what the server asks for, and what a verifier expects. */
import type { Actor, JournalHead } from '../negotiation/commands.ts';
import type { Existing, FrozenText, Instant, Party } from '../negotiation/state.ts';
import { type Statement, statementDomain } from './statement.ts';

export type StatementRequest = {
  readonly by: Actor;
  readonly head: JournalHead;
  readonly origin: string;
  /** Base64url of at least sixteen random bytes. */
  readonly nonce: string;
  readonly at: Instant;
};

/** A convention whose text is frozen. */
export type WithFrozenText = Existing & { readonly text: FrozenText };

/** The statement; `undefined` when the person's organisation is no party. Whether the person may sign is for the rules to say. */
export function makeStatement(state: WithFrozenText, request: StatementRequest): Statement | undefined {
  const party = state.parties.find(({ organisation }) => organisation === request.by.organisation);
  if (!party) return undefined;
  const capacity = request.by.rank === 'director' ? 'director' : 'delegate';
  return {
    domain: statementDomain,
    convention: state.id,
    title: state.title,
    round: state.round,
    text: state.text.digest,
    journal: { version: request.head.version, hash: request.head.hash },
    party: party.organisation,
    person: request.by.person,
    capacity,
    delegation: capacity === 'director' ? null : delegationOf(party, request.by.person),
    deliberation: deliberationOf(party),
    origin: request.origin,
    nonce: request.nonce,
    at: request.at,
  };
}

/** By whom and when the person was given the power to commit the party. */
export function delegationOf(party: Party, person: string): Statement['delegation'] {
  const found = party.delegations.find((delegation) => delegation.person === person);
  return found ? { by: found.by, at: found.at } : null;
}

/** What the party's assembly decided, as the statement names it (SIG-1). */
export function deliberationOf({ deliberation }: Party): Statement['deliberation'] {
  if (deliberation === null) return null;
  const { number, date, enforceableOn } = deliberation;
  return { number, date, enforceableOn };
}
