import { passkeyLetter } from '../../mail/account-letters.ts';
import type { Services } from '../../services.ts';
import type { SignedIn } from '../accounts.ts';

/** A key that its owner knows nothing of must not stay unnoticed. */
export function tellOfPasskey(
  { mailer, publicUrl }: Pick<Services, 'mailer' | 'publicUrl'>,
  { email, language }: SignedIn,
  passkey: { readonly what: 'added' | 'removed'; readonly name: string },
): void {
  mailer?.send(passkeyLetter({ to: email, language, url: `${publicUrl}/account`, ...passkey }));
}
