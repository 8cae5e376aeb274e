/** What `decide` answers: what happens, or why nothing does. */
import type { Envelope } from './commands.ts';
import type { Event, Fact } from './events.ts';
import { type Reason, type Refusal, refuse } from './reasons.ts';

/** At least one event, or a refusal. */
export type Outcome = readonly Event[] | Refusal;

/** The command is accepted and these facts follow, in order. None means that it would change nothing, which is refused. */
export function accept(command: Envelope, facts: readonly Fact[]): Outcome {
  if (facts.length === 0) return refuse({ code: 'nothing-to-change', rule: null });
  return facts.map((fact) => ({ ...fact, at: command.at, by: command.by.person }));
}

/** Refuses with every reason found, or goes on when there is none. */
export function unless(reasons: readonly Reason[], otherwise: () => Outcome): Outcome {
  const [first, ...others] = reasons;
  return first ? refuse(first, ...others) : otherwise();
}
