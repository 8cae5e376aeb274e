/** What a person asks of a convention beyond reading it. Each answers with the new view, or why not. */
import type { ConventionView } from '@entente/shared/http/views';
import type { CommandInput } from '@entente/shared/negotiation/commands';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import type { SignedIn } from '../accounts/accounts.ts';
import type { Missing } from '../http/outcome.ts';
import type { Services } from '../services.ts';
import { seatIn, seatOrDirectorshipIn } from './seat.ts';
import { conventionView } from './view.ts';

type Answer = ConventionView | Refusal | Missing;

/** Asks for one thing. After a command that ends the convention or one's own part in it, there is nothing left to see: missing. */
export async function giveCommand(
  services: Services,
  person: SignedIn,
  { id, command }: { id: string; command: CommandInput },
): Promise<Answer> {
  const namesPeople = command.type === 'nameParticipant' || command.type === 'removeParticipant';
  const seated = await (namesPeople ? seatOrDirectorshipIn : seatIn)(services, id, person.id);
  if ('missing' in seated) return seated;
  const outcome = await services.conventions.execute(id, seated.actor, command);
  if (isRefusal(outcome)) return outcome;
  if (command.type === 'removeParticipant') services.conventions.disconnect(command.person, 'access-changed', id);
  if (command.type === 'nameParticipant') services.conventions.disconnect(command.person, 'access-changed', id);
  if (command.type === 'withdrawInvitation') await markWithdrawn(services, command.invitation);
  return conventionView(services, id, person.id);
}

/** The journal already closed the link; the row says so too, for whoever looks at the link later. */
async function markWithdrawn({ db, clock }: Services, invitation: string): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ withdrawn_at: clock().toISOString() })
    .where('id', '=', invitation)
    .execute();
}
