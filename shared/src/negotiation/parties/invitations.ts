import { voidedApprovals } from '../approval/voided-approvals.ts';
import type { CommandOf, Envelope } from '../commands.ts';
import type { Fact } from '../events.ts';
import { accept, type Outcome, unless } from '../outcome.ts';
import { seatOf, takesPart } from '../permissions.ts';
import { type Reason, refuse } from '../reasons.ts';
import { frozenTextNeverChanges } from '../rules/frozen-text-never-changes.ts';
import { actsForParty, ranksAsManager } from '../standing.ts';
import type { Existing, Invitation, InvitedAs } from '../state.ts';
import { refOf } from '../words.ts';
import { answersFor } from './participants.ts';

/** A party's director or manager invites an organisation: to be bound, while nothing is frozen; to observe, at any time. */
export function inviteOrganisation(state: Existing, command: CommandOf<'inviteOrganisation'>): Outcome {
  const { invitation, as, expiresAt } = command;
  const label = refOf(command, 'label', command.label);
  const reasons: Reason[] = [...actsForParty(state, command.by), ...ranksAsManager(command.by), ...joinable(state, as)];
  if (expired(expiresAt, command)) reasons.push({ code: 'invitation-expired', rule: null, expiredAt: expiresAt });
  if (!label) return refuse({ code: 'words-missing', rule: null, field: 'label' }, ...reasons);
  return unless(reasons, () => accept(command, [{ type: 'OrganisationInvited', invitation, as, label, expiresAt }]));
}

/**
 * Any party's director or manager takes a pending invitation back, at any time: a link that has leaked can always be closed, by a
 * director even without being named.
 */
export function withdrawInvitation(state: Existing, command: CommandOf<'withdrawInvitation'>): Outcome {
  const { invitation } = command;
  const [outside] = answersFor(state, command.by);
  if (outside) return refuse(outside);
  const reasons = [
    ...actsForParty(state, command.by),
    ...ranksAsManager(command.by),
    ...pending(find(state, invitation)),
  ];
  return unless(reasons, () => accept(command, [{ type: 'InvitationWithdrawn', invitation }]));
}

/**
 * A director or manager accepts for an organisation that doesn't take part yet. The server has checked the link's
 * secret. A new party voids pending approvals, and arms NEG-1 again since it has met nobody.
 */
export function acceptInvitation(state: Existing, command: CommandOf<'acceptInvitation'>): Outcome {
  const invitation = find(state, command.invitation);
  if (!invitation) return refuse({ code: 'no-such-invitation', rule: null });
  const { by } = command;
  const { expiresAt } = invitation;
  const reasons: Reason[] = [...pending(invitation), ...joinable(state, invitation.as), ...ranksAsManager(by)];
  if (expired(expiresAt, command)) reasons.push({ code: 'invitation-expired', rule: null, expiredAt: expiresAt });
  if (takesPart(state, by.organisation)) reasons.push({ code: 'already-takes-part', rule: null });
  else if (seatOf(state, by.person)) reasons.push({ code: 'takes-part-elsewhere', rule: null, person: by.person });
  return unless(reasons, () => accept(command, joined(state, command, invitation)));
}

function joined(state: Existing, { by, kind }: CommandOf<'acceptInvitation'>, invitation: Invitation): readonly Fact[] {
  const { person, organisation, rank } = by;
  const who = { organisation, invitation: invitation.id, person, rank };
  if (invitation.as === 'party') {
    const party: Fact = { type: 'PartyJoined', ...who, ...(kind ? { kind } : {}) };
    return [party, ...voidedApprovals(state, 'party-joined')];
  }
  return [{ type: 'ObserverJoined', ...who, access: invitation.as === 'observer-comments' ? 'comments' : 'reads' }];
}

function find(state: Existing, id: string): Invitation | undefined {
  return state.invitations.find((invitation) => invitation.id === id);
}

function pending(invitation: Invitation | undefined): readonly Reason[] {
  if (!invitation) return [{ code: 'no-such-invitation', rule: null }];
  return invitation.status === 'pending' ? [] : [{ code: 'invitation-not-pending', rule: null }];
}

function joinable(state: Existing, as: InvitedAs): readonly Reason[] {
  return as === 'party' ? frozenTextNeverChanges(state) : [];
}

function expired(expiresAt: string, { at }: Envelope): boolean {
  return Date.parse(expiresAt) <= Date.parse(at);
}
