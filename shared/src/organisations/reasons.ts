/** Refusals about accounts, organisations and their invitations; same form as the negotiation's. */
import { z } from 'zod';

export const zOrganisationReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('only-a-director-may') }),
  z.object({ code: z.literal('only-director-or-manager-may') }),
  /** An organisation always has a director: name another one first. */
  z.object({ code: z.literal('last-director'), organisation: z.string() }),
  z.object({ code: z.literal('already-a-member') }),
  z.object({ code: z.literal('not-a-member-here') }),
  z.object({ code: z.literal('invitation-used') }),
  z.object({ code: z.literal('invitation-withdrawn') }),
  z.object({ code: z.literal('invitation-over') }),
  z.object({ code: z.literal('wrong-password') }),
  z.object({ code: z.literal('mail-is-configured') }),
  /** A reset link would open other organisations too: only who directs them all, or the operator, may make one. */
  z.object({ code: z.literal('belongs-elsewhere-too') }),
  /** The imported text doesn't fit the schema, or is too large. */
  z.object({ code: z.literal('text-not-acceptable') }),
]);
export type OrganisationReason = z.infer<typeof zOrganisationReason>;
