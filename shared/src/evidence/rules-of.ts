import type { Reason } from '../negotiation/reasons.ts';

/** The rules that reasons come from, each once, as a verifier names them (`Sentences.words`); of a reason without one its code. */
export function rulesOf(reasons: readonly Reason[]): readonly string[] {
  return [...new Set(reasons.map((reason) => reason.rule ?? reason.code))];
}
