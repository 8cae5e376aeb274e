/**
 * Free words that people write in a command. They may have to be erased one day, so the journal holds only their
 * identifier and a salted hash; the words themselves are rows beside it.
 */
import { sha256Hex } from '../sha256.ts';
import type { TextFacts } from '../text/digest.ts';
import { saysNothing } from '../text/says-nothing.ts';
import type { Command, Envelope } from './commands.ts';
import type { WordsRef } from './state.ts';

export type WordsField = 'reason' | 'agenda' | 'minutes' | 'decision' | 'label' | 'address' | 'link';

/** True for words that are their author's, and go with the account; minutes, decisions, agendas, places and labels are the convention's records. */
export function isPersonal(field: WordsField): boolean {
  return field === 'reason';
}

/** Words to keep, in the same transaction as the events that refer to them. `salt` is hexadecimal. */
export type Words = { readonly id: string; readonly salt: string; readonly text: string; readonly field: WordsField };

/** What an event says of the words: enough to find them, and to prove that they are those. */
export function wordsRef(words: Words): WordsRef {
  return { id: words.id, hash: sha256Hex(`${words.salt}\n${words.text}`) };
}

/** The words of a command, and of the text that it keeps, without the blank ones. An accepted command's events refer to all of them, and to no others. */
export function wordsIn(command: Command, facts: Pick<TextFacts, 'minutes'>): readonly Words[] {
  return fieldsOf(command, facts).flatMap(([field, text]) => wordsOf(command, field, text) ?? []);
}

/** The reference for one field; `null` when nothing that can be read was written. */
export function refOf(command: Envelope, field: WordsField, text: string | undefined): WordsRef | null {
  const words = wordsOf(command, field, text);
  return words ? wordsRef(words) : null;
}

function wordsOf(command: Envelope, field: WordsField, text: string | undefined): Words | undefined {
  if (text === undefined || saysNothing(text)) return undefined;
  return { id: `${command.newId}:${field}`, salt: command.salt, text, field };
}

function fieldsOf(
  command: Command,
  facts: Pick<TextFacts, 'minutes'>,
): readonly (readonly [WordsField, string | undefined])[] {
  switch (command.type) {
    case 'inviteOrganisation':
    case 'keepVersion':
      return [['label', command.label]];
    case 'planMeeting':
    case 'changeMeeting':
      return [
        ['agenda', command.agenda],
        command.place.kind === 'remote' ? ['link', command.place.link] : ['address', command.place.address],
      ];
    case 'writeMinutes':
      return [['minutes', command.minutes]];
    case 'closeMeeting':
      return [['minutes', facts.minutes[command.meeting]]];
    case 'recordDecision':
      return [['decision', command.text]];
    case 'takeStance':
    case 'reopenSection':
    case 'refuseToSign':
      return [['reason', command.reason]];
    default:
      return [];
  }
}
