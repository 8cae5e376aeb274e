/** Routes that carry files, beside the typed API: uploads are counted while read, downloads have a name. */
import type { Express, Request, RequestHandler, Response } from 'express';
import type { SignedIn } from '../accounts/accounts.ts';
import { exportOf } from '../accounts/export-me.ts';
import type { CalendarMethod } from '../calendar/calendar-file.ts';
import { type CalendarOffice, calendarOfConvention, calendarOfMeeting } from '../calendar/meetings-calendar.ts';
import { issueConvention, printDraft } from '../conventions/issue-convention.ts';
import { journalCsv, journalJson } from '../conventions/journal-file.ts';
import { printableMinutes } from '../conventions/print.ts';
import { seatIn } from '../conventions/seat.ts';
import type { Services } from '../services.ts';
import { largestWordFile } from '../word-import/limits.ts';
import { isImportRefusal, readWordFile } from '../word-import/read-word-file.ts';
import { whoIsSignedIn } from './api-routes.ts';
import { attachment } from './file-name.ts';
import { sendProblem } from './problem.ts';
import { readBody } from './read-body.ts';

type Handle = (
  services: Services,
  person: SignedIn,
  exchange: { request: Request; response: Response },
) => Promise<void>;

export function mountFileRoutes(app: Express, services: Services): void {
  const forSignedIn = (handle: Handle): RequestHandler => {
    return async (request, response) => {
      response.set('cache-control', 'no-store');
      const person = await whoIsSignedIn(services.accounts, request, response)();
      if (!person) return sendProblem(response, 'UNAUTHORIZED');
      await handle(services, person, { request, response });
    };
  };
  app.post('/api/imports', forSignedIn(importWordFile));
  app.get('/api/conventions/:id/convention.pdf', forSignedIn(conventionPdf));
  app.get('/api/conventions/:id/evidence.json', forSignedIn(evidenceJson));
  app.get('/api/conventions/:id/meetings/:meeting/minutes.pdf', forSignedIn(minutesPdf));
  app.get('/api/conventions/:id/meetings/:meeting/meeting.ics', forSignedIn(meetingIcs));
  app.get('/api/conventions/:id/meetings.ics', forSignedIn(meetingsIcs));
  app.get('/api/conventions/:id/journal.json', forSignedIn(journalAsJson));
  app.get('/api/conventions/:id/journal.csv', forSignedIn(journalAsCsv));
  app.get('/api/me/export', forSignedIn(exportMe));
}

const wordTypes = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/octet-stream',
]);

/** Reads a Word file into a proposal; nothing is created. Leaving the page cancels the reading. */
async function importWordFile(...[services, person, { request, response }]: Parameters<Handle>): Promise<void> {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!wordTypes.has(type)) return sendProblem(response, 'UNSUPPORTED_MEDIA_TYPE');
  const bytes = await readBody(request, largestWordFile);
  if (!bytes) {
    response.set('connection', 'close');
    return sendProblem(response, 'UNPROCESSABLE_CONTENT', { refused: 'too-large' });
  }
  const gone = goneSignal(response);
  try {
    const answer = await readWordFile(bytes, { signal: gone });
    if (!isImportRefusal(answer)) response.json(answer);
    else {
      services.log.info({ person: person.id, code: answer.refused }, 'a Word file was refused');
      sendProblem(response, 'UNPROCESSABLE_CONTENT', answer);
    }
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

async function conventionPdf(...[services, person, { request, response }]: Parameters<Handle>): Promise<void> {
  const seated = await seatIn(services, String(request.params.id), person.id);
  if ('missing' in seated) return sendProblem(response, 'NOT_FOUND');
  const { state } = seated;
  if (state.stage === 'negotiating') {
    response.set('entente-seal', 'none');
    return sendPdf(response, state.title, (signal) => printDraft(services, state, { signal }));
  }
  const { pdf, timestamp } = await issueConvention(services, state);
  // Programs are told what the page says: a timestamp that is missing is never silent.
  response.set('entente-seal', timestamp === 'granted' ? 'PAdES-B-T' : 'PAdES-B-B').set('entente-timestamp', timestamp);
  await sendPdf(response, state.title, async () => pdf);
}

/** The evidence that is inside the sealed PDF, by itself, for those who take part. */
async function evidenceJson(...[services, person, { request, response }]: Parameters<Handle>): Promise<void> {
  const seated = await seatIn(services, String(request.params.id), person.id);
  if ('missing' in seated) return sendProblem(response, 'NOT_FOUND');
  const { state } = seated;
  // Before the freeze there is nothing to prove.
  if (state.stage === 'negotiating') return sendProblem(response, 'NOT_FOUND');
  const { evidence } = await issueConvention(services, state);
  if (evidence === null) return sendProblem(response, 'NOT_FOUND');
  response.set('content-disposition', attachment(`${state.title} evidence`, 'json'));
  response.type('application/json').send(Buffer.from(evidence));
}

async function minutesPdf(...[services, person, { request, response }]: Parameters<Handle>): Promise<void> {
  const seated = await seatIn(services, String(request.params.id), person.id);
  if ('missing' in seated) return sendProblem(response, 'NOT_FOUND');
  const meeting = seated.state.meetings.find(({ id }) => id === request.params.meeting);
  // Minutes are final once the meeting is closed; before, there is nothing to print.
  if (meeting?.status !== 'closed') return sendProblem(response, 'NOT_FOUND');
  const input = await printableMinutes(services, seated.state, meeting);
  await sendPdf(response, `${seated.state.title} ${meeting.openedAt.slice(0, 10)}`, (signal) =>
    services.pdf.renderMinutes(input, { signal }),
  );
}

function calendarOffice(services: Services): CalendarOffice {
  return { ...services, sender: services.mailer?.address ?? null };
}

const calendarType = 'text/calendar; charset=utf-8';

/** One meeting for the reader's calendar; a cancelled one is taken out of it. */
async function meetingIcs(...[services, person, { request, response }]: Parameters<Handle>): Promise<void> {
  const seated = await seatIn(services, String(request.params.id), person.id);
  if ('missing' in seated) return sendProblem(response, 'NOT_FOUND');
  const { state } = seated;
  const meeting = state.meetings.find(({ id }) => id === request.params.meeting);
  if (!meeting) return sendProblem(response, 'NOT_FOUND');
  const method: CalendarMethod =
    meeting.status === 'cancelled'
      ? { kind: 'cancel', attendee: { name: person.name, email: person.email } }
      : { kind: 'publish' };
  const at = services.clock().toISOString();
  const text = await calendarOfMeeting(calendarOffice(services), { state, meeting }, { method, at });
  response.set('content-disposition', attachment(`${state.title} ${meeting.plannedFor.slice(0, 10)}`, 'ics'));
  response.type(`${calendarType}; method=${method.kind.toUpperCase()}`).send(text);
}

/** Every meeting of a convention. */
async function meetingsIcs(...[services, person, { request, response }]: Parameters<Handle>): Promise<void> {
  const seated = await seatIn(services, String(request.params.id), person.id);
  if ('missing' in seated) return sendProblem(response, 'NOT_FOUND');
  const at = services.clock().toISOString();
  response.set('content-disposition', attachment(seated.state.title, 'ics'));
  response.type(calendarType).send(await calendarOfConvention(calendarOffice(services), seated.state, at));
}

/** The journal as it is read on its page, refused tries included, with what its chain can be checked by. */
async function journalAsJson(...[services, person, { request, response }]: Parameters<Handle>): Promise<void> {
  const seated = await seatIn(services, String(request.params.id), person.id);
  if ('missing' in seated) return sendProblem(response, 'NOT_FOUND');
  response.set('content-disposition', attachment(`${seated.state.title} journal`, 'json'));
  response.json(await journalJson(services, seated));
}

async function journalAsCsv(...[services, person, { request, response }]: Parameters<Handle>): Promise<void> {
  const seated = await seatIn(services, String(request.params.id), person.id);
  if ('missing' in seated) return sendProblem(response, 'NOT_FOUND');
  response.set('content-disposition', attachment(`${seated.state.title} journal`, 'csv'));
  response.type('text/csv').send(await journalCsv(services, seated, person.language));
}

async function exportMe(...[services, person, { response }]: Parameters<Handle>): Promise<void> {
  const everything = await exportOf(services, person);
  response.set('content-disposition', attachment('entente', 'json')).json(everything);
}

async function sendPdf(
  response: Response,
  title: string,
  print: (signal: AbortSignal) => Promise<Uint8Array>,
): Promise<void> {
  const gone = goneSignal(response);
  try {
    const pdf = await print(gone);
    response.set('content-disposition', attachment(title, 'pdf')).type('application/pdf').send(Buffer.from(pdf));
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

/** Aborted when whoever asked has gone away before the answer. */
function goneSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) controller.abort();
  });
  return controller.signal;
}
