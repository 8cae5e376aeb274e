import type { Reason, Refusal } from '@entente/shared/negotiation/reasons';
import type { OrganisationReason } from '@entente/shared/organisations/reasons';
import type { SigningReason } from '@entente/shared/signing/reasons';
import { ORPCError } from '@orpc/server';

type AnyReason = Reason | OrganisationReason | SigningReason;

/** A "no" with its reasons; the negotiation's refusals have the same form. */
export type Refused = { readonly refused: true; readonly reasons: readonly [AnyReason, ...AnyReason[]] };

/** It doesn't exist, or not for this person: one answer for both, so that asking teaches nothing. */
export type Missing = { readonly missing: true };

export const missing: Missing = { missing: true };

export function refusedBecause(...reasons: [AnyReason, ...AnyReason[]]): Refused {
  return { refused: true, reasons };
}

/** Too many tries in a row, whatever was tried. */
export type TooMany = { readonly tooMany: true };

export const tooMany: TooMany = { tooMany: true };

type No = Refused | Refusal | Missing | TooMany;

/** Tells an expected "no" from what was asked for. */
function isNo(outcome: unknown): outcome is No {
  return (
    typeof outcome === 'object' &&
    outcome !== null &&
    ('refused' in outcome || 'missing' in outcome || 'tooMany' in outcome)
  );
}

/** What was asked for; a "no" leaves as the HTTP error that the contract names. */
export function present<T>(outcome: T): Exclude<T, No> {
  if (!isNo(outcome)) return outcome as Exclude<T, No>;
  if ('missing' in outcome) throw notFound();
  if ('tooMany' in outcome) throw new ORPCError('TOO_MANY_REQUESTS', { status: 429 });
  throw new ORPCError('REFUSED', { status: 409, data: { reasons: [...outcome.reasons] } });
}

export function notFound(): ORPCError<'NOT_FOUND', undefined> {
  return new ORPCError('NOT_FOUND', { status: 404 });
}
