import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import type { SignedIn } from '../accounts/accounts.ts';
import { seatIn } from '../conventions/seat.ts';
import { type Missing, type Refused, refusedBecause, type TooMany, tooMany } from '../http/outcome.ts';
import { signingCodeLetter } from '../mail/signing-letters.ts';
import { namesOfOrganisations } from '../organisations/names-of.ts';
import type { Services } from '../services.ts';

const mostCodes = 5;

export type CodeSent = { readonly sentTo: string; readonly expiresAt: string };

/** Mails a code for signing the frozen text; without mail there is no such code. Codes are counted per person. */
export async function sendSigningCode(
  services: Services,
  person: SignedIn,
  { id }: { id: string },
): Promise<CodeSent | Refused | Refusal | Missing | TooMany> {
  const { attempts, codes, conventions, db, mailer, publicUrl } = services;
  const seated = await seatIn(services, id, person.id);
  if ('missing' in seated) return seated;
  if (mailer === null) return refusedBecause({ code: 'no-proof-possible' });
  if (!(await attempts(`signing-code:${person.id}`, mostCodes))) return tooMany;
  const begun = await conventions.beginSigning(id, seated.actor);
  if (isRefusal(begun)) return begun;
  const { state } = begun;
  const { organisation } = seated.actor;
  const names = await namesOfOrganisations(db, [organisation]);
  const { code, expiresAt } = await codes.make({ person: person.id, convention: id, digest: state.text.digest });
  mailer.send(
    signingCodeLetter({
      to: person.email,
      language: person.language,
      code,
      title: state.title,
      organisation: names[organisation] ?? '',
      url: `${publicUrl}/conventions/${id}/signature`,
    }),
  );
  return { sentTo: hidden(person.email), expiresAt: expiresAt.toISOString() };
}

/** Enough of an address to know which mailbox to look into. */
function hidden(address: string): string {
  return `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;
}
