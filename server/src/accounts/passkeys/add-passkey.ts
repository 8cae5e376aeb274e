/**
 * Adding a passkey: the password first, then what the browser needs to have one made, then what the device answers. The
 * password is asked before the device makes anything, so that no key is left on it that nobody knows of here.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { type CreationOptions, mostPasskeys, type Passkey, type Registration } from '@entente/shared/accounts/passkey';
import { readCoseKey } from '@entente/shared/signing/cose-key';
import { type VerifiedRegistrationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { type Refused, refusedBecause, type TooMany, tooMany } from '../../http/outcome.ts';
import type { Services } from '../../services.ts';
import type { PasskeyTable } from '../../storage/schema.ts';
import type { SignedIn } from '../accounts.ts';
import { keepForOneUse, takeForOneUse } from '../single-use.ts';
import { passkeysOf, presented } from './own-passkeys.ts';
import { relyingPartyOf } from './relying-party.ts';
import { tellOfPasskey } from './tell-of-passkey.ts';

/** ES256, EdDSA, RS256: those that the evidence of a signature is verified with. */
const algorithms = [-7, -8, -257] as const;

const offerMinutes = 5;

export type Offer = { readonly offer: string; readonly options: CreationOptions; readonly expiresAt: string };

/** Takes the password, and tells what a device needs to make a passkey. Guesses are counted. */
export async function offerPasskey(
  services: Services,
  person: SignedIn,
  { password }: { password: string },
): Promise<Offer | Refused | TooMany> {
  const { accounts, clock, publicUrl } = services;
  const relyingParty = relyingPartyOf(publicUrl);
  if (relyingParty === null) return refusedBecause({ code: 'passkeys-impossible' });
  const proof = await accounts.provePassword(person.id, password);
  if (proof === 'too-many') return tooMany;
  if (proof === 'wrong') return refusedBecause({ code: 'wrong-password' });
  const known = await passkeysOf(services, person.id);
  if (known.length >= mostPasskeys) return refusedBecause({ code: 'too-many-passkeys' });
  const [offer, challenge] = [randomBytes(24).toString('base64url'), randomBytes(32).toString('base64url')];
  const expiresAt = new Date(clock().getTime() + offerMinutes * 60_000);
  await keepForOneUse(services, { token: offer, purpose: 'passkey', person: person.id, body: challenge, expiresAt });
  const options = creationOptions(person, { relyingParty, challenge, known });
  return { offer, options, expiresAt: expiresAt.toISOString() };
}

type Asking = {
  readonly relyingParty: string;
  readonly challenge: string;
  readonly known: readonly PasskeyTable[];
};

function creationOptions({ id, email, name }: SignedIn, { relyingParty, challenge, known }: Asking): CreationOptions {
  return {
    challenge,
    rp: { id: relyingParty, name: 'Entente' },
    // The person's identifier says nothing about them, and a device that makes a second key replaces the first.
    user: { id: Buffer.from(id).toString('base64url'), name: email, displayName: name },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: offerMinutes * 60_000,
    excludeCredentials: known.map(({ credentialID, transports }) => ({
      id: credentialID,
      type: 'public-key',
      transports: transportsOf(transports),
    })),
    authenticatorSelection: { residentKey: 'preferred', requireResidentKey: false, userVerification: 'required' },
    attestation: 'none',
  };
}

export function transportsOf(list: string | null): string[] {
  return list ? list.split(',') : [];
}

export type NewPasskey = { readonly offer: string; readonly name: string; readonly registration: Registration };

/** Keeps the passkey that a device made upon the offer. */
export async function addPasskey(
  services: Services,
  person: SignedIn,
  { offer, name, registration }: NewPasskey,
): Promise<Passkey | Refused> {
  const { db, clock, log } = services;
  const challenge = await takeForOneUse(services, { token: offer, purpose: 'passkey', person: person.id });
  if (challenge === undefined) return refusedBecause({ code: 'passkey-offer-over' });
  const made = await verified(services, { registration, challenge });
  if (!made) {
    log.info({ person: person.id }, 'a passkey was not accepted');
    return refusedBecause({ code: 'passkey-not-proved' });
  }
  const { credential, credentialDeviceType, credentialBackedUp, aaguid } = made;
  const row: PasskeyTable & { readonly createdAt: string } = {
    id: randomUUID(),
    name,
    publicKey: Buffer.from(credential.publicKey).toString('base64'),
    userId: person.id,
    credentialID: credential.id,
    counter: credential.counter,
    deviceType: credentialDeviceType,
    backedUp: credentialBackedUp ? 1 : 0,
    transports: registration.response.transports?.join(',') ?? '',
    createdAt: clock().toISOString(),
    aaguid,
  };
  if (!(await keep(db, row))) return refusedBecause({ code: 'passkey-already-added' });
  tellOfPasskey(services, person, { what: 'added', name });
  return presented(row);
}

/** With when the password had last been reset by then; false for a key that somebody has already. */
async function keep(db: Services['db'], row: PasskeyTable & { readonly createdAt: string }): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const kept = await trx
      .insertInto('passkey')
      .values(row)
      .onConflict((conflict) => conflict.column('credentialID').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!kept) return false;
    const reset = await trx
      .selectFrom('password_reset')
      .select('at')
      .where('person', '=', row.userId)
      .executeTakeFirst();
    await trx
      .insertInto('passkey_origin')
      .values({ passkey: row.id, added_at: row.createdAt, password_reset_at: reset?.at ?? null })
      .execute();
    return true;
  });
}

type RegistrationInfo = NonNullable<VerifiedRegistrationResponse['registrationInfo']>;

/** What the device made; `undefined` unless it answered this very offer, on our page, and made sure who was there. */
async function verified(
  { publicUrl }: Services,
  { registration, challenge }: { registration: Registration; challenge: string },
): Promise<RegistrationInfo | undefined> {
  const { transports, ...response } = registration.response;
  try {
    const { verified: holds, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...registration,
        response: { ...response, ...(transports ? { transports } : {}) },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: publicUrl,
      expectedRPID: relyingPartyOf(publicUrl) ?? '',
      requireUserVerification: true,
      supportedAlgorithmIDs: [...algorithms],
    });
    return holds && registrationInfo && isReadable(registrationInfo) ? registrationInfo : undefined;
  } catch {
    // The library throws for whatever doesn't hold in what the device answered.
    return undefined;
  }
}

/** A key that the evidence of a signature could not be verified with must not sign. */
function isReadable({ credential }: RegistrationInfo): boolean {
  return algorithms.some((algorithm) => readCoseKey(Uint8Array.from(credential.publicKey), algorithm) !== undefined);
}
