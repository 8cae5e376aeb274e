import type { EventType } from './events.ts';
import type { Existing } from './state.ts';

/** The state as being in that stage; another one means a damaged journal. */
export function inStage<S extends Existing['stage']>(
  state: Existing,
  stage: S,
  event: EventType,
): Extract<Existing, { stage: S }> {
  if (state.stage !== stage) throw new Error(`${event} happened to a convention that is ${state.stage}`);
  return state as Extract<Existing, { stage: S }>;
}
