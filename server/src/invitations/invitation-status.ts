import type { InvitationPreview } from '@entente/shared/http/views';
import type { Convention } from '@entente/shared/negotiation/state';
import type { InvitationTable } from '../storage/schema.ts';

/**
 * Whether an invitation still works at that instant. For one to a convention the journal decides, since accepting and
 * withdrawing are commands; `state` is then the convention's, or `undefined` when there is none any more.
 */
export function statusOf(row: InvitationTable, at: Date, state: Convention | undefined): InvitationPreview['status'] {
  if (row.used_at !== null) return 'used';
  if (row.withdrawn_at !== null) return 'withdrawn';
  if (row.convention !== null) {
    const status = state && state.stage !== 'deleted' && state.invitations.find(({ id }) => id === row.id)?.status;
    if (status === 'used') return 'used';
    if (status !== 'pending') return 'withdrawn';
  }
  return Date.parse(row.expires_at) <= at.getTime() ? 'expired' : 'pending';
}
