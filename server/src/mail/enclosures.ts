/** The files that go with letters: a meeting for the reader's calendar, and the minutes of one that was held. */
import type { Language } from '@entente/shared/language';
import type { ClosedMeeting, Existing } from '@entente/shared/negotiation/state';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Conventions } from '../conventions/conventions.ts';
import { printableMinutes } from '../conventions/print.ts';
import type { PdfRenderer } from '../pdf/pdf-renderer.ts';
import type { Database } from '../storage/schema.ts';
import type { Attachment } from './mailer.ts';

const names = {
  fr: { meeting: 'rencontre.ics', minutes: 'compte-rendu.pdf' },
  en: { meeting: 'meeting.ics', minutes: 'minutes.pdf' },
} as const;

/** A later letter about the same meeting replaces it in the calendar; one that cancels takes it out. */
export function meetingEnclosure(text: string, method: 'request' | 'cancel', language: Language): Attachment {
  const contentType = `text/calendar; charset=utf-8; method=${method.toUpperCase()}`;
  return { filename: names[language].meeting, content: text, contentType };
}

export type MinutesOffice = {
  readonly db: Kysely<Database>;
  readonly pdf: PdfRenderer;
  readonly log: Logger;
  readonly conventions: Conventions;
};

/** None when they could not be printed: the letter then leaves without, and says where they are. */
export async function minutesEnclosure(
  { db, conventions, pdf, log }: MinutesOffice,
  state: Existing,
  meeting: ClosedMeeting,
): Promise<readonly Attachment[]> {
  try {
    const content = await pdf.renderMinutes(await printableMinutes({ db, conventions }, state, meeting));
    return [{ filename: names[state.language].minutes, content, contentType: 'application/pdf' }];
  } catch (error) {
    log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'minutes could not be printed for a letter');
    return [];
  }
}
