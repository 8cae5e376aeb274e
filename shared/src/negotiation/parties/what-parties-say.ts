import type { CommandOf } from '../commands.ts';
import { sentWhenLeadIsWanted } from '../meetings/held-invitation.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import type { Reason } from '../reasons.ts';
import { frozenTextNeverChanges } from '../rules/frozen-text-never-changes.ts';
import { actsForParty, speaksForItsParty } from '../standing.ts';
import type { Existing, OrganisationId, Party } from '../state.ts';

/** The server says that the organisation corrected what it is. Once the text is frozen, the party stays what it was when it was approved. */
export function recordPartyKind(state: Existing, command: CommandOf<'recordPartyKind'>): Outcome {
  const { kind, by } = command;
  const { organisation } = by;
  const same = partyIn(state, organisation)?.kind === kind;
  return unless([...actsForParty(state, by), ...frozenTextNeverChanges(state)], () =>
    accept(command, same ? [] : [{ type: 'PartyKindRecorded', organisation, kind }]),
  );
}

/** NEG-4: a party's director or manager says whether it wants to be the project's lead. */
export function stateLeadWish(state: Existing, command: CommandOf<'stateLeadWish'>): Outcome {
  const { wants, by } = command;
  const { organisation } = by;
  const same = partyIn(state, organisation)?.wantsLead === wants;
  return unless(speaksForItsParty(state, by), () =>
    accept(
      command,
      same
        ? []
        : [
            { type: 'LeadWishStated', organisation, wants },
            ...(wants ? sentWhenLeadIsWanted(state, organisation) : []),
          ],
    ),
  );
}

/** SIG-1: a party's director or manager records the vote that allows it to sign, until the party has signed. */
export function recordDeliberation(state: Existing, command: CommandOf<'recordDeliberation'>): Outcome {
  const { number, date, enforceableOn, by } = command;
  const { organisation } = by;
  const reasons: Reason[] = [...speaksForItsParty(state, by), ...unsigned(state, organisation)];
  if (enforceableOn < date) reasons.push({ code: 'enforceable-before-deliberation', rule: 'SIG-1', date });
  const known = partyIn(state, organisation)?.deliberation;
  const same = known?.number === number && known.date === date && known.enforceableOn === enforceableOn;
  return unless(reasons, () =>
    accept(command, same ? [] : [{ type: 'DeliberationRecorded', organisation, number, date, enforceableOn }]),
  );
}

function unsigned(state: Existing, organisation: OrganisationId): readonly Reason[] {
  const signed = state.stage !== 'negotiating' && state.signatures.some((one) => one.organisation === organisation);
  return signed ? [{ code: 'already-signed', rule: 'SIG-2' }] : [];
}

function partyIn(state: Existing, organisation: OrganisationId): Party | undefined {
  return state.parties.find((party) => party.organisation === organisation);
}
