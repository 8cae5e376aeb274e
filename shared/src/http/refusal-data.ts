import { z } from 'zod';
import { zReason } from '../negotiation/reasons.ts';
import { zOrganisationReason } from '../organisations/reasons.ts';
import { zSigningReason } from '../signing/reasons.ts';

/** What a 409 carries: each reason has a code of its own, and what the sentence for it names. */
export const zRefusalData = z.object({
  reasons: z.array(z.union([zReason, zOrganisationReason, zSigningReason])).min(1),
});
export type RefusalData = z.infer<typeof zRefusalData>;
