import type { ConventionView } from '@entente/shared/http/views';
import type { Command, CommandInput, Envelope, ServerCommandInput } from '@entente/shared/negotiation/commands';
import { decide } from '@entente/shared/negotiation/decide';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import type { TextFacts } from '@entente/shared/text/digest';

/** What it is decided on: the text as it is, and the time (an instant) at which it would be asked. */
export type Moment = { readonly facts: TextFacts; readonly at: string };

/** Why a command of mine would be refused now, by the very rules that the server applies; undefined when it would be accepted. */
export function whyNotIn(view: ConventionView, facts: TextFacts, at: string) {
  return (input: CommandInput): Refusal | undefined => whyNotAsk(view, input, { facts, at });
}

/** The same, also for what has a route of its own: inviting and signing. */
export function whyNotAsk(
  view: ConventionView,
  input: CommandInput | ServerCommandInput,
  { facts, at }: Moment,
): Refusal | undefined {
  const outcome = decide(view.state, { ...input, ...envelope(view, at) } as Command, facts);
  return isRefusal(outcome) ? outcome : undefined;
}

/** The envelope that the server would put around a command of mine, as far as this page knows. */
function envelope({ me, colleagues, state }: ConventionView, at: string): Envelope {
  const seated = [...state.parties, ...state.observers].flatMap(({ organisation, participants }) =>
    participants.map(({ person, rank }) => [person, { organisation, rank }] as const),
  );
  const mine = colleagues.map(({ person, rank }) => [person, { organisation: me.organisation, rank }] as const);
  return {
    by: { person: me.person, organisation: me.organisation, rank: me.rank },
    at,
    newId: crypto.randomUUID(),
    salt: crypto.randomUUID().replaceAll('-', ''),
    rankOf: Object.fromEntries([...seated, ...mine]),
  };
}
