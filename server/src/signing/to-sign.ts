/** The first step of signing: the statement, made by the server from the negotiation as it stands. */
import { randomBytes } from 'node:crypto';
import { canonicalJson } from '@entente/shared/canonical-json';
import type { StatementToSign } from '@entente/shared/http/signing-routes';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import { makeStatement } from '@entente/shared/signing/make-statement';
import { statementMinutes } from '@entente/shared/signing/statement';
import type { SignedIn } from '../accounts/accounts.ts';
import { transportsOf } from '../accounts/passkeys/add-passkey.ts';
import { passkeysOf } from '../accounts/passkeys/own-passkeys.ts';
import { relyingPartyOf } from '../accounts/passkeys/relying-party.ts';
import { keepForOneUse } from '../accounts/single-use.ts';
import { seatIn } from '../conventions/seat.ts';
import { type Missing, type Refused, refusedBecause, type TooMany, tooMany } from '../http/outcome.ts';
import type { Services } from '../services.ts';

const mostStatements = 60;

/** Makes the statement and keeps it for one answer. A try that the rules refuse is in the journal. */
export async function statementToSign(
  services: Services,
  person: SignedIn,
  { id }: { id: string },
): Promise<StatementToSign | Refused | Refusal | Missing | TooMany> {
  const { attempts, clock, conventions, mailer, publicUrl } = services;
  const seated = await seatIn(services, id, person.id);
  if ('missing' in seated) return seated;
  if (!(await attempts(`statement:${person.id}`, mostStatements))) return tooMany;
  const begun = await conventions.beginSigning(id, seated.actor);
  if (isRefusal(begun)) return begun;
  const passkeys = await passkeysOf(services, person.id);
  if (passkeys.length === 0 && mailer === null) return refusedBecause({ code: 'no-proof-possible' });
  const now = clock();
  const nonce = randomBytes(24).toString('base64url');
  const request = { by: seated.actor, head: begun.head, origin: publicUrl, nonce, at: now.toISOString() };
  const statement = makeStatement(begun.state, request);
  if (!statement) throw new Error('somebody who is of no party may sign');
  const expiresAt = new Date(now.getTime() + statementMinutes * 60_000);
  // The answer brings the nonce: whoever reads the database has nothing to answer with.
  const { nonce: _, ...kept } = statement;
  const body = canonicalJson(kept);
  await keepForOneUse(services, { token: nonce, purpose: 'signature', person: person.id, body, expiresAt });
  return {
    statement,
    expiresAt: expiresAt.toISOString(),
    relyingParty: relyingPartyOf(publicUrl) ?? new URL(publicUrl).hostname,
    passkeys: passkeys.map(({ credentialID, transports }) => ({
      id: credentialID,
      type: 'public-key',
      transports: transportsOf(transports),
    })),
  };
}
