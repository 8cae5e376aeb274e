/** From a closed meeting to the data of the template `minutes.typ`. */
import { assertNever } from '@entente/shared/assert-never';
import { colourOfMark, letterOfMark, observerColour } from '@entente/shared/organisations/marks';
import type { FontCoverages } from './fonts.ts';
import type { MinutesAttendance, MinutesDecision, MinutesPdf, MinutesPlace, MinutesTime } from './minutes-pdf.ts';
import { documentDate, printedMoment } from './printable-dates.ts';
import { type Inline, printableInline } from './printable-inline.ts';
import { createPhrases, metadataText, type Phrases, shortened } from './printable-phrases.ts';
import { type PdfWords, wordsIn } from './words.ts';

export function minutesData(input: MinutesPdf, fonts: FontCoverages, refused?: ReadonlySet<number>) {
  const words = wordsIn(input.language);
  const own = words.minutes;
  const phrases = createPhrases(input.language, fonts, refused);
  const title = own.number(input.number);
  const paragraphs = (text: string | null) => paragraphsOf(text ?? '', input, phrases);
  const data = {
    language: input.language,
    metadata: {
      title: metadataText(`${own.title}, ${title}, ${input.convention}`),
      authors: [metadataText(input.chair)],
      date: documentDate(input.closedAt),
    },
    draft: null,
    header: phrases.say(shortened(`${own.title}, ${title}, ${input.convention}`, 90)),
    footer: phrases.say(printedMoment(input.closedAt, input)),
    kicker: phrases.say(own.title),
    title: phrases.say(title),
    facts: factsOf(input, own).map(([label, value]) => ({ label: phrases.say(label), value: phrases.say(value) })),
    firstMeeting:
      input.firstMeetingOf.length === 0 ? null : phrases.say(own.firstMeeting(input.firstMeetingOf.join(', '))),
    attendance: {
      title: phrases.say(own.attendance),
      none: phrases.say(own.nobody),
      columns: own.attendanceColumns.map(phrases.say),
      rows: [
        ...input.attendances.map((attendance) => attendanceRow(attendance, attendance.how, { own, phrases })),
        ...input.missing.map((attendance) => attendanceRow(attendance, 'missing', { own, phrases })),
      ],
    },
    decisions: {
      title: phrases.say(own.decisions),
      none: phrases.say(own.noDecision),
      items: input.decisions.map((decision) => decisionItem(decision, { own, phrases })),
    },
    time: {
      title: phrases.say(own.time),
      none: phrases.say(own.noTime),
      columns: own.timeColumns.map(phrases.say),
      rows: input.time.map((time) => timeRow(time, phrases)),
    },
    agenda: { title: phrases.say(own.agenda), items: agendaItems(input, phrases), none: phrases.say(own.noAgenda) },
    text: { title: phrases.say(own.text), paragraphs: paragraphs(input.minutes), none: phrases.say(own.noMinutes) },
  };
  return { ...data, replaced: phrases.replaced() === 0 ? null : phrases.say(words.replaced(phrases.replaced())) };
}

function factsOf(input: MinutesPdf, own: PdfWords['minutes']): readonly (readonly [string, string])[] {
  return [
    [own.convention, input.convention],
    [own.date, own.openedAndClosed(printedMoment(input.openedAt, input), printedMoment(input.closedAt, input))],
    [own.place, placeOf(input.place, own)],
    [own.chair, input.chair],
    [own.preparedBy, input.preparedBy],
  ];
}

function placeOf(place: MinutesPlace, own: PdfWords['minutes']): string {
  switch (place.kind) {
    case 'remote':
      return place.link === null ? own.remote : `${own.remote} (${place.link})`;
    case 'on-site':
      return [place.address ?? own.placeUnsaid, ...(place.host === null ? [] : [own.atHomeOf(place.host)])].join(', ');
    default:
      return assertNever(place);
  }
}

type RowWords = { readonly own: PdfWords['minutes']; readonly phrases: Phrases };

function attendanceRow(
  attendance: Omit<MinutesAttendance, 'how'>,
  how: MinutesAttendance['how'] | 'missing',
  { own, phrases }: RowWords,
) {
  return {
    ...signOfMark(attendance.mark),
    isMissing: how === 'missing',
    cells: [attendance.person, attendance.organisation, own.ranks[attendance.rank], own.how[how]].map(phrases.say),
  };
}

function decisionItem({ text, present, proposalFor }: MinutesDecision, { own, phrases }: RowWords) {
  return {
    text: phrases.say(text ?? own.erased),
    present: present.length === 0 ? null : phrases.say(own.present(present.join(', '))),
    proposal: proposalFor.length === 0 ? null : phrases.say(own.proposalFor(proposalFor.join(', '))),
  };
}

function timeRow(time: MinutesTime, phrases: Phrases) {
  const { organisation, people, preparation, meeting, followUp } = time;
  const minutes = [preparation, meeting, followUp, preparation + meeting + followUp];
  return { ...signOfMark(time.mark), cells: [organisation, String(people), ...minutes.map(hours)].map(phrases.say) };
}

/** « 1 h 05 »: both languages write it so. */
function hours(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

function signOfMark(mark: number | null): { readonly letter: string; readonly colour: string } {
  return mark === null
    ? { letter: '', colour: observerColour }
    : { letter: letterOfMark(mark), colour: colourOfMark(mark) };
}

/** One item a line, without the dash or bullet that was typed before it. */
function agendaItems(input: MinutesPdf, phrases: Phrases) {
  return (input.agenda ?? '')
    .split(/\r\n|[\n\r]/)
    .map((line) => line.replace(/^\s*(?:[-–—•*]\s+|\d{1,2}[.)]\s+)?/, '').trim())
    .filter((line) => line !== '')
    .map(phrases.say);
}

function paragraphsOf(text: string, input: MinutesPdf, phrases: Phrases): readonly (readonly Inline[])[] {
  return text
    .split(/(?:\r\n|[\n\r])\s*(?:\r\n|[\n\r])/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) =>
      printableInline([{ type: 'text', text: paragraph }], {
        typesetter: phrases.typesetter,
        language: input.language,
      }),
    );
}
