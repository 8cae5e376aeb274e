import { awaitingIn, mostUrgentFirst } from '@entente/shared/home/awaiting';
import type { Home } from '@entente/shared/http/views';
import type { SignedIn } from '../accounts/accounts.ts';
import { seatsOf, summaryOf } from '../conventions/view.ts';
import type { Services } from '../services.ts';

/** What awaits the person, most urgent first, and the conventions, the last changed first. */
export async function homeOf(services: Services, person: SignedIn): Promise<Home> {
  const seats = await seatsOf(services, person.id);
  const at = services.clock().toISOString();
  const each = await Promise.all(
    seats.map(async (seated) => {
      const { facts } = await services.conventions.text(seated.state.id);
      return {
        summary: await summaryOf(services, seated),
        awaiting: awaitingIn(seated.state, seated.actor, { facts, at }),
      };
    }),
  );
  return {
    awaiting: [...mostUrgentFirst(each.flatMap(({ awaiting }) => awaiting))],
    conventions: each.map(({ summary }) => summary),
  };
}
