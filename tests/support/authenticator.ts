/** A passkey made of a real key, as a phone or a security key would hold it: it signs what the page asks, and says so in WebAuthn's words. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Assertion, CreationOptions, Registration } from '@entente/shared/accounts/passkey';
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
  /** What the key says of how often it was used; left out, once more than the last time. */
  readonly counter?: number;
};

/** Present, verified. */
export const usualFlags = 0x05;

/** The flag of data that holds a new key. */
const hasKey = 0x40;

const bytes = (value: string | undefined) => Buffer.from(value ?? '', 'base64url');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

export class Authenticator {
  readonly #algorithm: Algorithm;
  readonly #privateKey: KeyObject;
  readonly #publicKey: Buffer;
  readonly #credential = randomBytes(32).toString('base64url');
  #uses = 6;

  constructor(algorithm: Algorithm = -7) {
    this.#algorithm = algorithm;
    const { privateKey, publicKey } = pairFor(algorithm);
    this.#privateKey = privateKey;
    this.#publicKey = coseKey(publicKey, algorithm);
  }

  /** What `navigator.credentials.create` gives a page of that origin: the key, without a word on who made the device. */
  creates({ challenge, rp }: CreationOptions, misdeeds: Misdeeds & { readonly origin: string }): Registration {
    const { origin, type = 'webauthn.create', flags = usualFlags, crossOrigin = false } = misdeeds;
    const given = misdeeds.challenge ? Buffer.from(misdeeds.challenge).toString('base64url') : challenge;
    const clientData = Buffer.from(JSON.stringify({ type, challenge: given, origin, crossOrigin }));
    const credential = bytes(this.#credential);
    const authenticatorData = Buffer.concat([
      sha256(misdeeds.relyingParty ?? rp.id),
      Buffer.from([flags | hasKey, 0, 0, 0, 0]),
      Buffer.alloc(16),
      Buffer.from([0, credential.length]),
      credential,
      this.#publicKey,
    ]);
    return {
      id: this.#credential,
      rawId: this.#credential,
      type: 'public-key',
      response: {
        clientDataJSON: clientData.toString('base64url'),
        attestationObject: attestationOf(authenticatorData).toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** The assertion over a statement, as `navigator.credentials.get` gives it to a page. */
  answers(statement: Statement, misdeeds: Misdeeds = {}): Assertion {
    return asAnswer(this.signs(statement, misdeeds));
  }

  /** The assertion over any challenge (base64url), such as that of signing in. */
  answersChallenge(challenge: string, origin: string, misdeeds: Misdeeds = {}): Assertion {
    return asAnswer(this.#assertion(bytes(challenge), { origin, ...misdeeds }));
  }

  /** The assertion over a statement. */
  signs(statement: Statement, misdeeds: Misdeeds = {}): PasskeyProof {
    return this.#assertion(challengeOf(statement), { origin: statement.origin, ...misdeeds });
  }

  #assertion(usual: Uint8Array, misdeeds: Misdeeds & { readonly origin: string }): PasskeyProof {
    const { origin, type = 'webauthn.get', flags = usualFlags, crossOrigin = false } = misdeeds;
    const challenge = Buffer.from(misdeeds.challenge ?? usual).toString('base64url');
    const clientData = Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
    const relyingParty = misdeeds.relyingParty ?? new URL(origin).hostname;
    this.#uses = misdeeds.counter ?? this.#uses + 1;
    const authenticatorData = Buffer.concat([sha256(relyingParty), Buffer.from([flags, 0, 0, 0, this.#uses])]);
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

function asAnswer({ credential, clientData, authenticatorData, signature }: PasskeyProof): Assertion {
  const response = { clientDataJSON: clientData, authenticatorData, signature };
  return { id: credential, rawId: credential, type: 'public-key', response };
}

/** An attestation object of the format « none » (CBOR): `{ fmt, attStmt, authData }`. */
function attestationOf(authenticatorData: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(authenticatorData.length);
  const start = hex('a363666d74646e6f6e656761747453746d74a0686175746844617461 59');
  return Buffer.concat([start, length, authenticatorData]);
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
