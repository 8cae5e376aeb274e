import type { ConventionText, JournalEntry, Page } from '@entente/shared/http/views';
import type { SignedIn } from '../accounts/accounts.ts';
import { type Missing, missing } from '../http/outcome.ts';
import type { Services } from '../services.ts';
import { seatIn } from './seat.ts';

/** The whole journal, refused tries included: nothing that was done is hidden from a party (NEG-8). */
export async function journalFor(services: Services, person: SignedIn, id: string): Promise<JournalEntry[] | Missing> {
  const seated = await seatIn(services, id, person.id);
  return 'missing' in seated ? seated : [...(await services.conventions.journal(id))];
}

/** The text as it stands, or as it was frozen. */
export async function textFor(services: Services, person: SignedIn, id: string): Promise<ConventionText | Missing> {
  const seated = await seatIn(services, id, person.id);
  return 'missing' in seated ? seated : services.conventions.text(id);
}

/** A kept text of this convention; another convention's identifier is missing like one never given. */
export async function versionFor(
  services: Services,
  person: SignedIn,
  { id, version }: { id: string; version: string },
): Promise<ConventionText | Missing> {
  const seated = await seatIn(services, id, person.id);
  if ('missing' in seated) return seated;
  return (await services.conventions.keptText(id, version)) ?? missing;
}

/** Issues the identity under which a newly opened page may write. */
export async function openPageFor(services: Services, person: SignedIn, id: string): Promise<Page | Missing> {
  const seated = await seatIn(services, id, person.id);
  return 'missing' in seated ? seated : services.conventions.openPage(id, seated.actor);
}
