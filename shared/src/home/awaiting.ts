/** What waits for one person in one convention. `decide` itself is asked, so home never offers what would be refused. */
import type { Awaiting } from '../http/views.ts';
import { partsOf } from '../negotiation/closed-sections.ts';
import type { Actor, CommandInput, ServerCommandInput } from '../negotiation/commands.ts';
import { decide } from '../negotiation/decide.ts';
import { awaitedBy } from '../negotiation/meetings/held-invitation.ts';
import { speaksForParty } from '../negotiation/permissions.ts';
import { isRefusal } from '../negotiation/reasons.ts';
import { whySigningIsRefused } from '../negotiation/signing/sign-convention.ts';
import type { Existing, Instant, OpenMeeting } from '../negotiation/state.ts';
import { isSection } from '../sections/parts.ts';
import { requiredSections, sectionIds } from '../sections/sections.ts';
import { factsOfPart, type TextFacts } from '../text/digest.ts';

export type Moment = { readonly facts: TextFacts; readonly at: Instant };

type Asked = { readonly state: Existing; readonly actor: Actor; readonly moment: Moment };

/** In order of urgency. `moment.facts` are those of the text as it stands. */
export function awaitingIn(state: Existing, actor: Actor, moment: Moment): readonly Awaiting[] {
  const asked = { state, actor, moment };
  const open = state.meetings.find((meeting): meeting is OpenMeeting => meeting.status === 'open');
  return [
    ...signature(asked),
    ...(open ? [...approval(asked, open), ...presence(asked, open), ...closing(asked, open)] : []),
    ...deletion(asked),
    ...heldInvitations(asked),
    ...plannedMeetings(asked),
    ...stances(asked),
  ];
}

const urgency: readonly Awaiting['kind'][] = [
  'sign',
  'approve',
  'join-meeting',
  'close-meeting',
  'agree-deletion',
  'invitation-held',
  'meeting-planned',
  'take-stances',
];

/** Puts what waits in several conventions in one order: by urgency, then planned meetings by date. */
export function mostUrgentFirst(awaiting: readonly Awaiting[]): readonly Awaiting[] {
  const date = (one: Awaiting) => (one.kind === 'meeting-planned' ? one.plannedFor : '');
  return [...awaiting].sort(
    (a, b) =>
      urgency.indexOf(a.kind) - urgency.indexOf(b.kind) ||
      date(a).localeCompare(date(b)) ||
      a.title.localeCompare(b.title),
  );
}

/** Would this be accepted now? The identifiers of the envelope name nothing: the events are thrown away. */
function wouldBeAccepted({ state, actor, moment }: Asked, input: CommandInput | ServerCommandInput): boolean {
  const envelope = { by: actor, at: moment.at, newId: '00000000-0000-0000-0000-000000000000', salt: '00', rankOf: {} };
  return !isRefusal(decide(state, { ...envelope, ...input }, moment.facts));
}

const about = ({ state }: Asked) => ({ convention: state.id, title: state.title });

function signature(asked: Asked): readonly Awaiting[] {
  const { state, actor, moment } = asked;
  if (state.stage !== 'frozen') return [];
  const refused = whySigningIsRefused(state, { by: actor, ...moment });
  return refused.length === 0 ? [{ kind: 'sign', ...about(asked) }] : [];
}

function approval(asked: Asked, { id }: OpenMeeting): readonly Awaiting[] {
  const approve = { type: 'approveConvention', meeting: id, digest: asked.moment.facts.digest } as const;
  return wouldBeAccepted(asked, approve) ? [{ kind: 'approve', ...about(asked), meeting: id }] : [];
}

function presence(asked: Asked, { id }: OpenMeeting): readonly Awaiting[] {
  const confirm = { type: 'confirmAttendance', meeting: id, person: asked.actor.person } as const;
  return wouldBeAccepted(asked, confirm) ? [{ kind: 'join-meeting', ...about(asked), meeting: id }] : [];
}

/** Anyone who speaks for a party may close a meeting; its chair is the one who is expected to. */
function closing(asked: Asked, { id, chair }: OpenMeeting): readonly Awaiting[] {
  return chair === asked.actor.person ? [{ kind: 'close-meeting', ...about(asked), meeting: id }] : [];
}

function deletion(asked: Asked): readonly Awaiting[] {
  const { state } = asked;
  if (state.stage === 'inForce' || state.deletionAgreements.length === 0) return [];
  return wouldBeAccepted(asked, { type: 'agreeToDelete' }) ? [{ kind: 'agree-deletion', ...about(asked) }] : [];
}

/** NEG-4: an invitation waits for the host to be told: the host answers, and who prepared the meeting may go on. */
function heldInvitations(asked: Asked): readonly Awaiting[] {
  const { state, actor } = asked;
  return state.meetings.flatMap((meeting): readonly Awaiting[] => {
    const isMine = awaitedBy(meeting).includes(actor.organisation) || meeting.preparedBy === actor.person;
    if (!isMine || !wouldBeAccepted(asked, { type: 'sendMeetingInvitation', meeting: meeting.id })) return [];
    return [{ kind: 'invitation-held', ...about(asked), meeting: meeting.id }];
  });
}

/** Those of which one was told: a first invitation that is held tells nobody (NEG-4). */
function plannedMeetings(asked: Asked): readonly Awaiting[] {
  const { state, actor } = asked;
  return state.meetings.flatMap((meeting): readonly Awaiting[] => {
    const { status, invitation, expected } = meeting;
    const isTold = invitation.status === 'sent' || invitation.wasSentBefore;
    const isExpected = status === 'planned' && isTold && expected.some(({ person }) => person === actor.person);
    if (!isExpected) return [];
    return [{ kind: 'meeting-planned', ...about(asked), meeting: meeting.id, plannedFor: meeting.plannedFor }];
  });
}

/**
 * Parts on which the person's party has said nothing of the text as it is, once there is a partner to say it to. A required
 * part that is still blank waits to be written; a blank opening or general provisions are agreed as they are. A party's core
 * waits once it says something (DOC-7).
 */
function stances(asked: Asked): readonly Awaiting[] {
  const { state, actor, moment } = asked;
  if (state.stage !== 'negotiating' || state.parties.length < 2 || !speaksForParty(state, actor)) return [];
  const facts = moment.facts.sections;
  if (sectionIds.every((section) => facts[section].blank)) return [];
  const sections = partsOf(state).filter((section) => {
    const { blank, digest } = factsOfPart(moment.facts, section);
    const taken = state.stances.some(
      (stance) => stance.organisation === actor.organisation && stance.section === section && stance.digest === digest,
    );
    return !taken && !(blank && (!isSection(section) || requiredSections.includes(section)));
  });
  return sections.length > 0 ? [{ kind: 'take-stances', ...about(asked), sections }] : [];
}
