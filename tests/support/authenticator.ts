/** A passkey made of a real key, as a phone or a security key would hold it: it signs what the page asks, and says so in WebAuthn's words. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { PasskeyProof } from '@entente/shared/signing/proof';
import { challengeOf, type Statement } from '@entente/shared/signing/statement';

type Algorithm = PasskeyProof['algorithm'];

/** What an authenticator may be made to do wrong. */
export type Misdeeds = {
  readonly origin?: string;
  readonly relyingParty?: string;
  readonly flags?: number;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly challenge?: Uint8Array;
};

/** Present, verified. */
export const usualFlags = 0x05;

const bytes = (value: string | undefined) => Buffer.from(value ?? '', 'base64url');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

export class Authenticator {
  readonly #algorithm: Algorithm;
  readonly #privateKey: KeyObject;
  readonly #publicKey: Buffer;
  readonly #credential = randomBytes(32).toString('base64url');

  constructor(algorithm: Algorithm = -7) {
    this.#algorithm = algorithm;
    const { privateKey, publicKey } = pairFor(algorithm);
    this.#privateKey = privateKey;
    this.#publicKey = coseKey(publicKey, algorithm);
  }

  /** The assertion over a statement. */
  signs(statement: Statement, misdeeds: Misdeeds = {}): PasskeyProof {
    const { origin = statement.origin, type = 'webauthn.get', flags = usualFlags, crossOrigin = false } = misdeeds;
    const challenge = Buffer.from(misdeeds.challenge ?? challengeOf(statement)).toString('base64url');
    const clientData = Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
    const relyingParty = misdeeds.relyingParty ?? new URL(origin).hostname;
    const authenticatorData = Buffer.concat([sha256(relyingParty), Buffer.from([flags, 0, 0, 0, 7])]);
    const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
    return {
      kind: 'passkey',
      credential: this.#credential,
      publicKey: this.#publicKey.toString('base64url'),
      algorithm: this.#algorithm,
      authenticatorData: authenticatorData.toString('base64url'),
      clientData: clientData.toString('base64url'),
      signature: sign(this.#algorithm === -8 ? null : 'sha256', signed, this.#privateKey).toString('base64url'),
      backupEligible: (flags & 0x08) !== 0,
      backedUp: (flags & 0x10) !== 0,
      userVerified: true,
    };
  }
}

function pairFor(algorithm: Algorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  if (algorithm === -7) return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return algorithm === -8 ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** The public key as COSE has it (RFC 9052): a CBOR map. */
function coseKey(key: KeyObject, algorithm: Algorithm): Buffer {
  const jwk = key.export({ format: 'jwk' }) as { x?: string; y?: string; n?: string; e?: string };
  if (algorithm === -7) {
    return Buffer.concat([hex('a5010203262001215820'), bytes(jwk.x), hex('225820'), bytes(jwk.y)]);
  }
  if (algorithm === -8) return Buffer.concat([hex('a401010327200621 5820'), bytes(jwk.x)]);
  return Buffer.concat([hex('a401030339010020590100'), bytes(jwk.n), hex('2143'), bytes(jwk.e)]);
}

function hex(digits: string): Buffer {
  return Buffer.from(digits.replaceAll(' ', ''), 'hex');
}
