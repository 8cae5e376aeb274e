import type { Actor, Command, CommandInput, Envelope, ServerCommandInput } from '@entente/shared/negotiation/commands';
import { decide } from '@entente/shared/negotiation/decide';
import type { Event } from '@entente/shared/negotiation/events';
import { accessOf, seatOf } from '@entente/shared/negotiation/permissions';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import { isPersonal, wordsIn } from '@entente/shared/negotiation/words';
import type { TextFacts } from '@entente/shared/text/digest';
import type { KeptEvidence, KeptWords } from '../storage/convention-store.ts';
import type { LiveText } from '../text/live-text.ts';
import type { ConventionRecord } from './convention-record.ts';
import type { EngineParts } from './engine-parts.ts';
import { keptTexts } from './kept-texts.ts';

export type Order = {
  readonly by: Actor;
  readonly input: CommandInput | ServerCommandInput;
  readonly rankOf: Envelope['rankOf'];
  /** What proves a signature: kept in the transaction of the event that names it. */
  readonly evidence?: KeptEvidence;
};

/** Where the time and fresh identifiers of a command come from. */
type Source = Pick<EngineParts, 'clock' | 'identifiers'>;

export type Desk = {
  readonly record: ConventionRecord;
  readonly text: LiveText;
} & Source &
  Pick<EngineParts, 'tries'>;

/** What was appended (also for a refused try that was written down), and the refusal if there is one. */
export type Executed = { readonly events: readonly Event[]; readonly refusal: Refusal | undefined };

/** The command as it is decided: who and when by the server, identifiers and salt fresh. */
export function commandFrom({ by, input, rankOf }: Order, { clock, identifiers }: Source): Command {
  const at = clock().toISOString();
  return { ...input, by, at, newId: identifiers.newId(), salt: identifiers.newSalt(), rankOf };
}

/** Decides on the text as it is and appends what follows. To be called when the text stands still. */
export async function executeCommand(desk: Desk, order: Order): Promise<Executed> {
  const { record, text } = desk;
  const before = isTheServersOwn(order.input.type) ? [] : await recordOwnRank(desk, order.by);
  const command = commandFrom(order, desk);
  const facts = text.facts();
  const outcome = decide(record.state, command, facts);
  if (isRefusal(outcome)) {
    return { events: [...before, ...(await writeDownRefusal(desk, command, outcome))], refusal: outcome };
  }
  await record.append({
    events: outcome,
    words: keptWords(command, facts),
    signatureEvidence: order.evidence ? [order.evidence] : [],
    keptTexts: keptTexts(outcome, text),
    updates: [],
  });
  return { events: [...before, ...outcome], refusal: undefined };
}

/**
 * SIG-1: whoever acts with another rank than the journal gives them has it recorded first, as the member lists give it now (an
 * operator may have made somebody a director): so by what right somebody approves or signs is in the journal before they do.
 */
export async function recordOwnRank(desk: Desk, by: Actor): Promise<readonly Event[]> {
  const { person, organisation, rank } = by;
  const seat = seatOf(desk.record.state, person);
  if (seat?.organisation.organisation !== organisation || seat.participant.rank === rank) return [];
  const { access } = seat.participant;
  const input = { type: 'nameParticipant', person, access } as const;
  const command = commandFrom({ by, input, rankOf: { [person]: { organisation, rank } } }, desk);
  const outcome = decide(desk.record.state, command, desk.text.facts());
  // A rank that names nobody (a practitioner's) commits nobody either: what is asked for is judged by the rank that the lists give.
  if (isRefusal(outcome)) return [];
  await desk.record.append({ events: outcome, words: [], keptTexts: [], updates: [] });
  return outcome;
}

/** What no person asks for, and a signature: its statement was made after the rank was recorded. */
function isTheServersOwn(type: Command['type']): boolean {
  return type === 'recordEdit' || type === 'recordPresence' || type === 'signConvention';
}

/** Words of a command, as rows that can be erased one day. */
function keptWords(command: Command, facts: TextFacts): readonly KeptWords[] {
  return wordsIn(command, facts).map(({ id, salt, text, field }) => ({
    id,
    salt,
    text,
    person: isPersonal(field) ? command.by.person : null,
  }));
}

/** « Each refused try is in the journal » (NEG-1): those of people who take part, and not without end. */
export async function writeDownRefusal(
  { record, tries }: Desk,
  { type, by, at }: Pick<Command, 'type' | 'by' | 'at'>,
  refusal: Refusal,
): Promise<readonly Event[]> {
  const isUnasked = type === 'recordEdit' || type === 'recordPresence';
  if (isUnasked || accessOf(record.state, by.person) === undefined || !tries.counts(by.person)) return [];
  const codes = refusal.reasons.map(({ code }) => code);
  const events: readonly Event[] = [{ type: 'CommandRefused', command: type, codes, at, by: by.person }];
  await record.append({ events, words: [], keptTexts: [], updates: [] });
  return events;
}
