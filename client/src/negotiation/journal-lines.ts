import type { JournalEntry } from '@entente/shared/http/views';

/** One line of the journal: an entry, or minutes saved several times in a row by one person. */
export type JournalLine = { readonly entry: JournalEntry; readonly times: number };

/** In the order of the entries. Minutes are saved every few seconds: a run of saves is one line, with its last time. */
export function journalLines(entries: readonly JournalEntry[]): readonly JournalLine[] {
  const lines: JournalLine[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last && isAnotherSave(last.entry, entry)) lines[lines.length - 1] = { entry, times: last.times + 1 };
    else lines.push({ entry, times: 1 });
  }
  return lines;
}

function isAnotherSave({ event: before }: JournalEntry, { event }: JournalEntry): boolean {
  return (
    event.type === 'MinutesWritten' &&
    before.type === 'MinutesWritten' &&
    event.by === before.by &&
    event.meeting === before.meeting &&
    (event.minutes === null) === (before.minutes === null)
  );
}
