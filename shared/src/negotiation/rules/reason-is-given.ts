import { saysNothing } from '../../text/says-nothing.ts';
import type { Reason } from '../reasons.ts';

/** NEG-6 and SIG-2: reserving, objecting, reopening a section and refusing to sign are explained to the others. What nobody can read explains nothing. */
export function reasonIsGiven(rule: 'NEG-6' | 'SIG-2', reason: string | undefined): readonly Reason[] {
  return reason === undefined || saysNothing(reason) ? [{ code: 'reason-missing', rule }] : [];
}
