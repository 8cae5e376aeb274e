import { createHash, randomBytes } from 'node:crypto';

/** A fresh secret of 256 bits, fit for a path. It is shown once and never stored. */
export function newInvitationSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored instead of the secret. The secret is random, so a plain SHA-256 can't be searched. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function invitationUrl(publicUrl: string, secret: string): string {
  return `${publicUrl}/invitations/${secret}`;
}

/** The instant at which an invitation made now stops working. */
export function expiryIn(now: Date, days: number): string {
  return new Date(now.getTime() + days * 24 * 60 * 60 * 1_000).toISOString();
}
