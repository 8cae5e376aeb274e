/** Refusals about passkeys, codes and statements: what the server finds before any rule of the negotiation is asked. */
import { z } from 'zod';

export const zSigningReason = z.discriminatedUnion('code', [
  /** SIG-2: neither a passkey nor mail: nothing can prove afresh who signs, and nobody reads their own code off the screen. */
  z.object({ code: z.literal('no-proof-possible') }),
  /** The statement was answered already, or more than five minutes ago, or was never made for this person and convention. */
  z.object({ code: z.literal('statement-over') }),
  /** The passkey belongs to nobody here, or to somebody else. */
  z.object({ code: z.literal('passkey-unknown') }),
  /** What the passkey answered isn't good: another page or site, no check of who was there, another statement, a copied key. */
  z.object({ code: z.literal('passkey-not-proved') }),
  /** A passkey for this address of the server is not possible: it is no name, or comes without encryption. */
  z.object({ code: z.literal('passkeys-impossible') }),
  /** The offer to add a passkey was used, or is over. */
  z.object({ code: z.literal('passkey-offer-over') }),
  z.object({ code: z.literal('passkey-already-added') }),
  z.object({ code: z.literal('too-many-passkeys') }),
  z.object({ code: z.literal('wrong-code') }),
  /** The code was used, is older than ten minutes, was tried too often, or was for another text: ask for a new one. */
  z.object({ code: z.literal('code-over') }),
]);
export type SigningReason = z.infer<typeof zSigningReason>;
