/** Where the stories of the tests begin. */
import type { FilledIn } from '@entente/server/demo/fill-in';
import { isRefusal, type Reason } from '@entente/shared/negotiation/reasons';
import type { Instant, MeetingId } from '@entente/shared/negotiation/state';
import { ConventionStory } from './convention-story.ts';
import { director, manager } from './people.ts';

/** A convention that the Relais' manager has just opened. */
export function givenOpened(options: { at?: Instant; timeZone?: string } = {}): ConventionStory {
  const { at = '2026-03-02T09:00:00.000Z', timeZone = 'Europe/Paris' } = options;
  const input = { convention: 'convention', title: 'Convention de répit', language: 'fr', timeZone } as const;
  return new ConventionStory(at).does(manager('relais'), { type: 'openConvention', ...input });
}

/** The Relais and the Ville, each with its manager and its director, both writing. */
export function givenTwoParties(options: { at?: Instant; timeZone?: string } = {}): ConventionStory {
  return givenOpened(options)
    .names(manager('relais'), director('relais'))
    .joins(manager('ville'))
    .names(manager('ville'), director('ville'));
}

/** The same, with a text that both agree to throughout. */
export function givenAgreedText(options: { at?: Instant; timeZone?: string } = {}): ConventionStory {
  return givenTwoParties(options).writesAll(manager('relais')).agreesToAll(manager('relais'), manager('ville'));
}

/** The same with these fields and rows, in a meeting where the Relais' director asks to approve: what is still awaited. */
export function whatIsAwaitedWith(filled: FilledIn): readonly Reason[] {
  const convention = givenTwoParties().writesAll(manager('relais'), filled);
  convention.agreesToAll(manager('relais'), manager('ville'));
  const meeting = meetsAndOpens(convention);
  const asked = { type: 'approveConvention', meeting, digest: convention.facts.digest } as const;
  const outcome = convention.asks(director('relais'), asked);
  return isRefusal(outcome) ? outcome.reasons : [];
}

function meetsAndOpens(convention: ConventionStory): MeetingId {
  convention.meets('2026-03-03T09:00:00.000Z', manager('relais'), manager('ville'));
  convention.at('2026-03-10T09:00:00.000Z');
  return convention.opens(manager('relais'), director('relais'), director('ville'));
}

/** The same, after a first meeting on 3 March and with a second one open on 10 March, both directors there. */
export function givenApprovable(): { convention: ConventionStory; meeting: MeetingId } {
  const convention = givenAgreedText();
  return { convention, meeting: meetsAndOpens(convention) };
}

/** The same, approved by both: the text is frozen, the meeting still open. */
export function givenFrozen(): { convention: ConventionStory; meeting: MeetingId } {
  const { convention, meeting } = givenApprovable();
  convention.approves(director('relais'), meeting).approves(director('ville'), meeting);
  return { convention, meeting };
}

/** The same, signed by both: in force. */
export function givenInForce(): ConventionStory {
  return givenFrozen().convention.signs(director('relais')).signs(director('ville'));
}
