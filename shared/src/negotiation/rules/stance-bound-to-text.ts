import type { AgreedPart } from '../../sections/parts.ts';
import { type Digest, factsOfPart, type TextFacts } from '../../text/digest.ts';
import type { Reason } from '../reasons.ts';

/** NEG-6: a stance is about the section's exact words. One that was formed on other words than today's is refused. */
export function stanceBoundToText(section: AgreedPart, digest: Digest, facts: TextFacts): readonly Reason[] {
  return factsOfPart(facts, section).digest === digest ? [] : [{ code: 'text-has-changed', rule: 'NEG-6' }];
}
