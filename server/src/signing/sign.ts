/** The second step of signing: a statement is answered with a proof of who signs (SIG-2). */
import type { SigningProof } from '@entente/shared/http/signing-routes';
import type { ConventionView } from '@entente/shared/http/views';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import type { Proof } from '@entente/shared/signing/proof';
import { type Statement, zStatement } from '@entente/shared/signing/statement';
import type { SignedIn } from '../accounts/accounts.ts';
import { takeForOneUse } from '../accounts/single-use.ts';
import { type Seated, seatIn } from '../conventions/seat.ts';
import { conventionView } from '../conventions/view.ts';
import { type Missing, type Refused, refusedBecause, type TooMany, tooMany } from '../http/outcome.ts';
import type { Services } from '../services.ts';
import { proveWithPasskey } from './prove-with-passkey.ts';

type No = Refused | Refusal | Missing | TooMany;

export type ToAnswer = { readonly id: string; readonly nonce: string; readonly proof: SigningProof };

/** Signs for one's party. The statement is used up first, so that two answers at once can't both sign. */
export async function sign(
  services: Services,
  person: SignedIn,
  { id, nonce, proof: given }: ToAnswer,
): Promise<ConventionView | No> {
  const seated = await seatIn(services, id, person.id);
  if ('missing' in seated) return seated;
  const statement = await takeStatement(services, { person, nonce, seated });
  if (!statement) return refusedBecause({ code: 'statement-over' });
  const proof = await prove(services, person, { statement, given });
  if (!('kind' in proof)) return proof;
  const outcome = await services.conventions.sign(id, seated.actor, { statement, proof });
  return isRefusal(outcome) ? outcome : conventionView(services, id, person.id);
}

type Asking = { readonly person: SignedIn; readonly nonce: string; readonly seated: Seated };

/** The statement as it was made for this person, convention and party; gone from then on. */
async function takeStatement(
  services: Services,
  { person, nonce, seated: { actor, state } }: Asking,
): Promise<Statement | undefined> {
  const body = await takeForOneUse(services, { token: nonce, purpose: 'signature', person: person.id });
  if (body === undefined) return undefined;
  const statement = zStatement.parse({ ...JSON.parse(body), nonce });
  return statement.convention === state.id && statement.party === actor.organisation ? statement : undefined;
}

async function prove(
  services: Services,
  person: SignedIn,
  { statement, given }: { readonly statement: Statement; readonly given: SigningProof },
): Promise<Proof | Refused | TooMany> {
  return given.kind === 'passkey'
    ? proveWithPasskey(services, person.id, { statement, assertion: given.assertion })
    : proveWithCode(services, person, { statement, given });
}

type WithCode = Extract<SigningProof, { kind: 'password-and-code' }>;

/** The weaker proof: only the server saw the password and the code. A wrong password costs no try of the code. */
async function proveWithCode(
  { accounts, clock, codes, mailer }: Services,
  person: SignedIn,
  { statement, given: { password, code } }: { readonly statement: Statement; readonly given: WithCode },
): Promise<Proof | Refused | TooMany> {
  if (mailer === null) return refusedBecause({ code: 'no-proof-possible' });
  const proof = await accounts.provePassword(person.id, password);
  if (proof === 'too-many') return tooMany;
  if (proof === 'wrong') return refusedBecause({ code: 'wrong-password' });
  const { convention, text: digest, nonce } = statement;
  const answer = await codes.prove({ person: person.id, convention, digest }, code);
  if (answer !== 'right') return refusedBecause({ code: answer === 'over' ? 'code-over' : 'wrong-code' });
  const sentTo = codes.hashOfAddress(nonce, person.email);
  return { kind: 'password-and-code', sentTo, at: clock().toISOString() };
}
