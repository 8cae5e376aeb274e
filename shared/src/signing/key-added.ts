/**
 * How a passkey came to its account. Adding one takes the account's password, and a password can be set anew by a link that is mailed
 * or handed over: a key that was added just after is worth no more than that link. It signs, and is named as such.
 */
import { z } from 'zod';

const zInstant = z.iso.datetime({ precision: 3 });

/** `passwordReset`: when the password had last been set by a link before; `null`: never. The server's word. */
export const zKeyAdded = z.strictObject({ at: zInstant, passwordReset: zInstant.nullable() });
export type KeyAdded = z.infer<typeof zKeyAdded>;

/** For so many days after a reset, a key proves no more than the reset did: time for whom it was done to to notice. */
export const resetShadowDays = 7;

/** True for a key that was added within that time after a reset. */
export function isKeyFromReset({ at, passwordReset }: KeyAdded): boolean {
  if (passwordReset === null) return false;
  return Date.parse(at) - Date.parse(passwordReset) < resetShadowDays * 24 * 60 * 60 * 1000;
}
