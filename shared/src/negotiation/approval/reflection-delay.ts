import type { CommandOf } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { entitledToCommit } from '../rules/entitled-to-commit.ts';
import { reflectionCanOnlyGrow } from '../rules/reflection-can-only-grow.ts';
import type { Negotiating } from '../state.ts';

/** NEG-1: a party says how long it wants to reflect between meeting and approving. What every party accepts becomes the delay. */
export function agreeReflectionDelay(state: Negotiating, command: CommandOf<'agreeReflectionDelay'>): Outcome {
  const { days, by } = command;
  const { organisation } = by;
  const current = state.reflection.days;
  const wishOf = (party: string) => (party === organisation ? days : (state.reflection.wishes[party] ?? current));
  const agreed = Math.min(...state.parties.map((party) => wishOf(party.organisation)));
  const facts: Fact[] = [{ type: 'ReflectionDelayWished', organisation, days }];
  if (agreed > current) facts.push({ type: 'ReflectionDelayAgreed', days: agreed });
  const same = (state.reflection.wishes[organisation] ?? current) === days;
  return unless([...entitledToCommit(state, by, 'APP-1'), ...reflectionCanOnlyGrow(state, days)], () =>
    accept(command, same ? [] : facts),
  );
}
