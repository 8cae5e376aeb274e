import type { Digest } from '../../text/digest.ts';
import type { Reason } from '../reasons.ts';

/** APP-2: approvals and signatures name the digest of the one text; another digest means that another text was read. */
export function approvalAndSignatureNameTheText(named: Digest, text: Digest): readonly Reason[] {
  return named === text ? [] : [{ code: 'text-has-changed', rule: 'APP-2' }];
}
