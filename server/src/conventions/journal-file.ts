/** The journal as a file, for whoever takes part: JSON for programs, CSV for a spreadsheet. */
import type { SignedIn } from '../accounts/accounts.ts';
import type { Services } from '../services.ts';
import { namesIn } from './names.ts';
import type { Seated } from './seat.ts';

export const journalFormat = 'entente/journal/1';

/**
 * Every entry with its hash and all that the hash covers, so that the chain can be checked from the file
 * (`shared/src/negotiation/journal.ts`), the words that facts refer to, and the names as they are today.
 */
export async function journalJson(services: Services, { state }: Pick<Seated, 'state'>) {
  const { people, organisations } = await namesIn(services, state);
  return {
    format: journalFormat,
    convention: state.id,
    title: state.title,
    timeZone: state.timeZone,
    writtenAt: services.clock().toISOString(),
    entries: (await services.conventions.journal(state.id)).map(({ version, event, text, hash }) => ({
      version,
      event,
      text,
      hash,
    })),
    words: await services.conventions.words(state.id),
    people,
    organisations: organisations.map(({ id, name }) => ({ id, name })),
  };
}

const columns = ['version', 'at', 'event', 'person', 'name', 'organisation', 'data', 'text', 'hash'] as const;

/**
 * One line for each entry, as spreadsheets of the reader's language expect it: in French they take a semicolon between cells. The
 * mark at the beginning says UTF-8; lines end as RFC 4180 says.
 */
export async function journalCsv(
  services: Services,
  { state }: Pick<Seated, 'state'>,
  language: SignedIn['language'],
): Promise<string> {
  const { people, organisations } = await namesIn(services, state);
  const separator = language === 'fr' ? ';' : ',';
  const person = new Map(people.map((one) => [one.id, one]));
  const organisation = new Map(organisations.map(({ id, name }) => [id, name]));
  const lines = (await services.conventions.journal(state.id)).map(({ version, event, text, hash }) => {
    const { type, at, by, ...data } = event;
    const who = person.get(by);
    const cells = [version, at, type, by, who?.name ?? '', organisation.get(who?.organisation ?? '') ?? ''];
    return [...cells, JSON.stringify(data), text ?? '', hash];
  });
  const written = [columns, ...lines].map((cells) => cells.map((cell) => csvCell(String(cell))).join(separator));
  return `\uFEFF${written.join('\r\n')}\r\n`;
}

/** A spreadsheet runs what begins like a formula: names are people's own words, so a quote stands before these. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
