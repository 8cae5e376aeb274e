/**
 * Signing a frozen text for one's party (SIG-2), in two steps: the server says what would be signed, the signatory answers
 * with a proof over it. A statement is answered once, within five minutes; a wrong answer uses it up too.
 */
import { z } from 'zod';
import { zAssertion } from '../accounts/passkey.ts';
import { zId, zInstant } from '../negotiation/commands.ts';
import { zStatement } from '../signing/statement.ts';
import { signedIn } from './signed-in.ts';
import { zConventionView } from './views.ts';

const zOne = z.object({ id: zId });

/** The answer to a statement: a passkey's assertion whose challenge is `challengeOf(statement)`, or password and mailed code. */
export const zSigningProof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passkey'), assertion: zAssertion }),
  z.object({
    kind: z.literal('password-and-code'),
    password: z.string().max(200),
    /** Eight figures; spaces between them don't matter. */
    code: z.string().max(40),
  }),
]);
export type SigningProof = z.infer<typeof zSigningProof>;

export const zStatementToSign = z.object({
  statement: zStatement,
  expiresAt: zInstant,
  /** The relying party's identifier, for `rpId`. */
  relyingParty: z.string(),
  /** The signatory's passkeys, for `allowCredentials`; none: a code is mailed instead. */
  passkeys: z.array(z.object({ id: z.string(), type: z.literal('public-key'), transports: z.array(z.string()) })),
});
export type StatementToSign = z.infer<typeof zStatementToSign>;

export const signingRoutes = {
  /** Refused with what the signature awaits, when it would be refused; with `no-proof-possible`, when nothing could prove who signs. */
  statement: signedIn
    .route({
      method: 'POST',
      path: '/conventions/{id}/signatures/statement',
      summary: 'Ask for the statement that one would sign now',
      tags: ['signing'],
    })
    .input(zOne)
    .output(zStatementToSign),
  /** Mails a code to the signatory: good for ten minutes, five tries and the text as it is frozen. The last one mailed counts. */
  code: signedIn
    .route({
      method: 'POST',
      path: '/conventions/{id}/signatures/code',
      summary: 'Have a one-time code mailed, for signing without a passkey',
      tags: ['signing'],
    })
    .input(zOne)
    .output(
      z.object({
        /** The address, most of it hidden: `d…@example.org`. */
        sentTo: z.string(),
        expiresAt: zInstant,
      }),
    ),
  /** `nonce` is the statement's. A wrong proof uses the statement up; `journal-moved-on`: read again, ask for a new one. */
  sign: signedIn
    .route({
      method: 'POST',
      path: '/conventions/{id}/signatures',
      summary: 'Sign: answer the statement with a proof',
      tags: ['signing'],
    })
    .input(zOne.extend({ nonce: z.string().min(22).max(100), proof: zSigningProof }))
    .output(zConventionView),
};
