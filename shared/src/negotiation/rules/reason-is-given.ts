import type { Reason } from '../reasons.ts';

/** NEG-6 and SIG-2: reserving, objecting, reopening a section and refusing to sign are explained to the others. White space explains nothing. */
export function reasonIsGiven(rule: 'NEG-6' | 'SIG-2', reason: string | undefined): readonly Reason[] {
  return reason === undefined || reason.trim() === '' ? [{ code: 'reason-missing', rule }] : [];
}
