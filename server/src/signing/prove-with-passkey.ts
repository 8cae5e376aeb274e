/** A passkey's answer to a statement, checked twice: by the library, and by what anybody will verify the evidence with. */
import type { Assertion } from '@entente/shared/accounts/passkey';
import type { KeyAdded } from '@entente/shared/signing/key-added';
import { readAssertion } from '@entente/shared/signing/passkey-assertion';
import { type PasskeyProof, zPasskeyProof } from '@entente/shared/signing/proof';
import { challengeOf, type Statement } from '@entente/shared/signing/statement';
import { type VerifiedAuthenticationResponse, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import { transportsOf } from '../accounts/passkeys/add-passkey.ts';
import { relyingPartyOf } from '../accounts/passkeys/relying-party.ts';
import { type Refused, refusedBecause } from '../http/outcome.ts';
import type { Services } from '../services.ts';
import type { PasskeyTable } from '../storage/schema.ts';

/** COSE's label of a key's algorithm. */
const algorithmLabel = 3;

/** The proof; refused unless one of this person's passkeys signed this very statement, on our page, with somebody identified. */
export async function proveWithPasskey(
  services: Services,
  person: string,
  { statement, assertion }: { readonly statement: Statement; readonly assertion: Assertion },
): Promise<PasskeyProof | Refused> {
  const { db, log } = services;
  const passkey = await db
    .selectFrom('passkey')
    .selectAll()
    .where('credentialID', '=', assertion.id)
    .where('userId', '=', person)
    .executeTakeFirst();
  if (!passkey) return refusedBecause({ code: 'passkey-unknown' });
  const info = await verified(services, { passkey, statement, assertion });
  const proof = info && proofOf(passkey, { assertion, info, added: await howAdded(services, passkey) });
  if (!proof || !holds(proof, statement) || !(await countUse(services, passkey, info))) {
    log.info({ person, convention: statement.convention }, 'a passkey did not prove a signature');
    return refusedBecause({ code: 'passkey-not-proved' });
  }
  return proof;
}

type Answer = { readonly passkey: PasskeyTable; readonly statement: Statement; readonly assertion: Assertion };
type Info = VerifiedAuthenticationResponse['authenticationInfo'];

async function verified(
  { publicUrl, log }: Services,
  { passkey, statement, assertion }: Answer,
): Promise<Info | undefined> {
  const { userHandle, ...response } = assertion.response;
  try {
    const { verified: isGood, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...assertion,
        response: { ...response, ...(userHandle === undefined ? {} : { userHandle }) },
        clientExtensionResults: {},
      },
      expectedChallenge: Buffer.from(challengeOf(statement)).toString('base64url'),
      expectedOrigin: publicUrl,
      expectedRPID: relyingPartyOf(publicUrl) ?? '',
      requireUserVerification: true,
      credential: {
        id: passkey.credentialID,
        publicKey: publicKeyOf(passkey),
        counter: passkey.counter,
        transports: transportsOf(passkey.transports),
      },
    });
    return isGood ? authenticationInfo : undefined;
  } catch (error) {
    // The library throws for whatever doesn't hold in what the device answered; of a wrong PUBLIC_URL, this alone tells.
    log.info({ why: error instanceof Error ? error.message : String(error) }, 'an answer of a passkey does not hold');
    return undefined;
  }
}

function publicKeyOf({ publicKey }: PasskeyTable): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(publicKey, 'base64'));
}

/** What is known of how the key came to the account; nothing of one from before that was kept. */
async function howAdded({ db }: Services, { id }: PasskeyTable): Promise<KeyAdded | undefined> {
  const row = await db.selectFrom('passkey_origin').selectAll().where('passkey', '=', id).executeTakeFirst();
  return row && { at: row.added_at, passwordReset: row.password_reset_at };
}

type Answered = {
  readonly assertion: Assertion;
  readonly info: Info;
  readonly added: KeyAdded | undefined;
};

/** As it is kept. `undefined` when it has no form that can be verified later. */
function proofOf(passkey: PasskeyTable, { assertion: { response }, info, added }: Answered): PasskeyProof | undefined {
  const publicKey = publicKeyOf(passkey);
  const proof = zPasskeyProof.safeParse({
    kind: 'passkey',
    credential: passkey.credentialID,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    algorithm: decodeCredentialPublicKey(publicKey).get(algorithmLabel),
    authenticatorData: response.authenticatorData,
    clientData: response.clientDataJSON,
    signature: response.signature,
    backupEligible: info.credentialDeviceType === 'multiDevice',
    backedUp: info.credentialBackedUp,
    userVerified: info.userVerified,
    ...(added ? { added } : {}),
  });
  return proof.success ? proof.data : undefined;
}

/** What a third party will look at: nothing is signed that could not be verified without us. */
function holds(proof: PasskeyProof, statement: Statement): boolean {
  const { signature, ...points } = readAssertion(proof, statement);
  return signature !== undefined && Object.values(points).every((point) => point === true);
}

/**
 * Moves the key's counter on, where the key counts: false when another answer of the same key was quicker, or a copy of the
 * key is about (the library has refused one that did not count on). What is said of copies of the key may change, too.
 */
async function countUse({ db }: Services, { id, counter }: PasskeyTable, info: Info): Promise<boolean> {
  const moved = await db
    .updateTable('passkey')
    .set({ counter: info.newCounter, backedUp: info.credentialBackedUp ? 1 : 0 })
    .where('id', '=', id)
    .where('counter', '=', counter)
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}
