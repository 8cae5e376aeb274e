import type { EventOf } from '../events.ts';
import { inStage } from '../stages.ts';
import type { Existing, Frozen, InForce, Negotiating, PastRound } from '../state.ts';

/** The wishes for a longer reflection, and what they agreed on (NEG-1). */
export function withReflection(
  state: Existing,
  event: EventOf<'ReflectionDelayWished' | 'ReflectionDelayAgreed'>,
): Existing {
  const { reflection } = state;
  const { days } = event;
  if (event.type === 'ReflectionDelayAgreed') return { ...state, reflection: { ...reflection, days } };
  return { ...state, reflection: { ...reflection, wishes: { ...reflection.wishes, [event.organisation]: days } } };
}

/** One approval more, or none left (APP-1). */
export function withApproval(state: Existing, event: EventOf<'ConventionApproved' | 'ApprovalsVoided'>): Negotiating {
  const open = inStage(state, 'negotiating', event.type);
  if (event.type === 'ApprovalsVoided') return { ...open, approvals: [] };
  const { organisation, by: person, meeting, digest, at } = event;
  return { ...open, approvals: [...open.approvals, { organisation, person, meeting, digest, at }] };
}

/** The text that all have approved, frozen (APP-2). Approving it took back every agreement to delete it. */
export function frozen(state: Existing, event: EventOf<'TextFrozen'>): Frozen {
  const { digest, sections, meeting, version, at } = event;
  const text = { digest, sections, meeting, version, at };
  return {
    ...inStage(state, 'negotiating', event.type),
    stage: 'frozen',
    text,
    signatures: [],
    deletionAgreements: [],
  };
}

/** One signature more (SIG-2). */
export function withSignature(state: Existing, event: EventOf<'ConventionSigned'>): Frozen {
  const open = inStage(state, 'frozen', event.type);
  const { organisation, by: person, capacity, digest, statement = null, proof, at } = event;
  return {
    ...open,
    signatures: [...open.signatures, { organisation, person, capacity, digest, statement, proof, at }],
  };
}

/** Signed by all, in force (NEG-5). */
export function inForce(state: Existing, event: EventOf<'ConventionEnteredIntoForce'>): InForce {
  const { stances: _, deletionAgreements: __, ...signed } = inStage(state, 'frozen', event.type);
  return { ...signed, stage: 'inForce', since: event.at };
}

/** A party refused to sign: the round is history, the others' word stands until the text is edited, the refusing party's doesn't (SIG-2). */
export function negotiatingAgain(state: Existing, event: EventOf<'SigningRefused'>): Negotiating {
  const { text, signatures, ...common } = inStage(state, 'frozen', event.type);
  const { organisation, by: person, reason, at } = event;
  const refusedBy = { organisation, person, reason, at };
  const past: PastRound = {
    round: common.round,
    digest: text.digest,
    approvals: common.approvals,
    signatures,
    refusedBy,
  };
  return {
    ...common,
    stage: 'negotiating',
    round: common.round + 1,
    pastRounds: [...common.pastRounds, past],
    stances: common.stances.filter((stance) => stance.organisation !== organisation),
    approvals: [],
    deletionAgreements: [],
  };
}
