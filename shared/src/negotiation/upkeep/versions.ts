import type { TextFacts } from '../../text/digest.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { contributesForItsParty } from '../standing.ts';
import type { Existing } from '../state.ts';
import { refOf } from '../words.ts';

/** A party's participant who writes or comments keeps the text of this moment, with a label or without, at any stage. */
export function keepVersion(state: Existing, command: CommandOf<'keepVersion'>, facts: TextFacts): Outcome {
  const label = refOf(command, 'label', command.label);
  return unless(contributesForItsParty(state, command.by), () =>
    accept(command, [{ type: 'VersionKept', version: command.newId, cause: 'by-hand', label, digest: facts.digest }]),
  );
}
