/** A person's passkeys, as the API says them, and what a page and its authenticator exchange when one is made (WebAuthn). */
import { z } from 'zod';

/** How many a person may have. */
export const mostPasskeys = 20;

export const zPasskeyName = z.string().trim().min(1).max(60);

const zBytes = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/);
export const zCredentialId = zBytes(2_000);
const zTransports = z.array(z.string().max(40)).max(10);

export const zPasskey = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  /** True for a key that its owner's devices share, such as one kept by a phone's account; false for one that stays in one device. */
  synced: z.boolean(),
});
export type Passkey = z.infer<typeof zPasskey>;

/** `PublicKeyCredentialCreationOptionsJSON` of WebAuthn: what `startRegistration` of @simplewebauthn/browser takes. */
export const zCreationOptions = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number().int() })),
  timeout: z.number().int(),
  excludeCredentials: z.array(
    z.object({ id: z.string(), type: z.literal('public-key'), transports: z.array(z.string()) }),
  ),
  authenticatorSelection: z.object({
    residentKey: z.literal('preferred'),
    requireResidentKey: z.literal(false),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
});
export type CreationOptions = z.infer<typeof zCreationOptions>;

/** `RegistrationResponseJSON`: what `startRegistration` resolves to. */
export const zRegistration = z.object({
  id: zCredentialId,
  rawId: zCredentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: zBytes(20_000),
    attestationObject: zBytes(40_000),
    transports: zTransports.optional(),
  }),
});
export type Registration = z.infer<typeof zRegistration>;

/** `AuthenticationResponseJSON`: what `startAuthentication` resolves to. */
export const zAssertion = z.object({
  id: zCredentialId,
  rawId: zCredentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: zBytes(20_000),
    authenticatorData: zBytes(20_000),
    signature: zBytes(4_000),
    userHandle: z.string().max(200).optional(),
  }),
});
export type Assertion = z.infer<typeof zAssertion>;
