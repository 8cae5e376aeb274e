/** Random negotiations: steps drawn by chance, each turned into what somebody asks, sensible or not. */
import type { Actor } from '@entente/shared/negotiation/commands';
import {
  accesses,
  advices,
  type Existing,
  type Meeting,
  partyKinds,
  positions,
} from '@entente/shared/negotiation/state';
import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import type { CoreId } from '@entente/shared/sections/parts';
import { sectionIds } from '@entente/shared/sections/sections';
import fc from 'fast-check';
import { type ConventionStory, type Input, signing } from './convention-story.ts';
import { director, everybody, manager, type Organisation, organisations } from './people.ts';

const kinds = {
  progress: 60,
  wait: 25,
  edit: 8,
  agreeToAll: 4,
  allAgree: 2,
  takeStance: 8,
  withdrawStance: 4,
  reopenSection: 4,
  openMeeting: 4,
  planMeeting: 3,
  cancelMeeting: 1,
  recordPresence: 5,
  everyonePresent: 3,
  confirmAttendance: 6,
  withdrawAttendance: 6,
  writeMinutes: 3,
  closeMeeting: 2,
  approve: 5,
  allApprove: 2,
  sign: 5,
  refuseToSign: 8,
  invite: 5,
  accept: 6,
  nameParticipant: 5,
  removeParticipant: 4,
  recordDelegation: 6,
  withdrawDelegation: 3,
  agreeReflectionDelay: 6,
  renameConvention: 1,
  keepVersion: 2,
  agreeToDelete: 2,
  withdrawDeletionAgreement: 2,
  withdrawInvitation: 2,
  changeMeeting: 3,
  fillIn: 16,
  keepMinutes: 2,
  inviteDirector: 3,
  passChair: 3,
  recordDecision: 3,
  withdrawDecision: 1,
  logTime: 1,
  stateLeadWish: 2,
  recordDeliberation: 4,
  recordPartyKind: 2,
  sendMeetingInvitation: 2,
} as const;

type Kind = keyof typeof kinds;

/** `by` and `who` are places in the list of people; `chance` settles whatever else the step leaves open. */
export type Step = { readonly kind: Kind; readonly by: number; readonly who: number; readonly chance: number };

/** Directors act more often than the others, and people of the two parties that are always there more often than strangers. */
const person = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...[director('relais'), director('ville')].map(seatNumberOf)) },
  { weight: 1, arbitrary: fc.constantFrom(...[director('familles'), director('departement')].map(seatNumberOf)) },
  { weight: 2, arbitrary: fc.nat(everybody.length / 2 - 1) },
  { weight: 1, arbitrary: fc.nat(everybody.length - 1) },
);

function seatNumberOf({ person }: Actor): number {
  return everybody.findIndex((one) => one.person === person);
}

/** Drawn evenly: small numbers and short stories would never get far. */
export const randomSteps: fc.Arbitrary<readonly Step[]> = fc.noBias(
  fc.array(
    fc.record({
      kind: fc.oneof(
        ...Object.entries(kinds).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Kind) })),
      ),
      by: person,
      who: person,
      chance: fc.nat(999),
    }),
    { minLength: 1, maxLength: 20, size: 'max' },
  ),
);

export type Asked = readonly [by: Actor, input: Input];

/** What is asked at that step, one after the other. Waiting and editing are the caller's: they are no commands. */
export function askedAt(story: ConventionStory, state: Existing, step: Step): readonly Asked[] {
  const by = everybody[step.by] ?? director('relais');
  const who = everybody[step.who] ?? director('ville');
  const section = sectionIds[step.chance % sectionIds.length] ?? 'budget';
  const meeting = someMeeting(state, step.chance)?.id ?? 'none';
  const open = state.meetings.find(({ status }) => status === 'open')?.id ?? meeting;
  const stale = step.chance % 10 === 0;
  const digest = stale ? 'f'.repeat(64) : story.facts.digest;
  const words = step.chance % 8 === 0 ? ' ' : 'Des mots.';
  const acknowledged = step.chance % 5 < 4 ? { acknowledges: [...advices] } : {};
  const one = (input: Input): readonly Asked[] => [[by, input]];
  switch (step.kind) {
    case 'wait':
    case 'edit':
    case 'fillIn':
    case 'keepMinutes':
      return [];
    case 'inviteDirector': {
      const person = step.chance % 4 === 0 ? who.person : director(by.organisation as Organisation).person;
      return one({ type: 'inviteDirector', meeting, person, chairs: step.chance % 2 === 0 });
    }
    case 'passChair': {
      const colleagues = [director, manager, director].map((rank) => rank(by.organisation as Organisation));
      const to = (colleagues[step.chance % 4] ?? who).person;
      return one({ type: 'passChair', meeting, to });
    }
    case 'recordDecision':
      return one({ type: 'recordDecision', meeting: open, text: words });
    case 'withdrawDecision': {
      const held = state.meetings.find((each) => each.id === open);
      const decision = held?.status === 'open' ? held.decisions.at(-1)?.id : undefined;
      return one({ type: 'withdrawDecision', meeting: open, decision: decision ?? 'none' });
    }
    case 'logTime': {
      const kind = step.chance % 2 === 0 ? 'preparation' : 'followUp';
      return one({ type: 'logTime', meeting, kind, minutes: step.chance % 90 });
    }
    case 'sendMeetingInvitation': {
      const held = state.meetings.find(({ invitation }) => invitation.status === 'held')?.id;
      return one({ type: 'sendMeetingInvitation', meeting: held ?? meeting });
    }
    case 'stateLeadWish':
      return one({ type: 'stateLeadWish', wants: step.chance % 3 === 0 });
    case 'recordDeliberation': {
      const day = (ahead: number) => new Date(Date.parse(story.now) + ahead * 86_400_000).toISOString().slice(0, 10);
      const days = { date: day((step.chance % 5) - 3), enforceableOn: day((step.chance % 7) - 3) };
      return one({ type: 'recordDeliberation', number: `${step.chance % 2}`, ...days });
    }
    case 'recordPartyKind':
      return one({ type: 'recordPartyKind', kind: partyKinds[step.chance % 3] ?? 'other' });
    case 'agreeToAll':
      return agreementOf(story, director(organisations[step.chance % 3] ?? 'relais'));
    case 'allAgree':
      return state.parties.flatMap(({ organisation }) => agreementOf(story, director(organisation as Organisation)));
    case 'progress':
      return progress(story, state, step);
    case 'takeStance': {
      const position = positions[step.chance % 3] ?? 'agree';
      const seen = stale ? digest : story.digestOf(section);
      return one({ type: 'takeStance', section, position, digest: seen, reason: words });
    }
    case 'withdrawStance':
      return one({ type: 'withdrawStance', section });
    case 'reopenSection':
      return one({ type: 'reopenSection', section, reason: words });
    case 'planMeeting':
      return one({
        type: 'planMeeting',
        plannedFor: story.now,
        place: placeOf(step, step.chance % 2 === 0 ? who : by),
        expected: expectedAt(step),
        ...acknowledged,
      });
    case 'changeMeeting': {
      const place = { kind: 'on-site', address: words, host: (step.chance % 2 === 0 ? who : by).organisation } as const;
      const plan = { plannedFor: story.now, place, agenda: words, expected: expectedAt(step) };
      return one({ type: 'changeMeeting', meeting, ...plan, ...acknowledged });
    }
    case 'openMeeting': {
      const planned = state.meetings.findLast(({ status }) => status === 'planned');
      if (!planned) return askedAt(story, state, { ...step, kind: 'planMeeting' });
      return one({ type: 'openMeeting', meeting: planned.id, ...acknowledged });
    }
    case 'cancelMeeting':
      return one({ type: 'cancelMeeting', meeting });
    case 'recordPresence':
      return one({ type: 'recordPresence', meeting: open });
    case 'everyonePresent':
      return organisations.map((each) => [director(each), { type: 'recordPresence', meeting: open }]);
    case 'confirmAttendance':
      return one({ type: 'confirmAttendance', meeting: open, person: who.person });
    case 'withdrawAttendance':
      return one({ type: 'withdrawAttendance', meeting: open, person: who.person });
    case 'writeMinutes':
      return one({ type: 'writeMinutes', meeting: open, minutes: words });
    case 'closeMeeting':
      return one({ type: 'closeMeeting', meeting: open });
    case 'approve':
      return one({ type: 'approveConvention', meeting: stale ? meeting : open, digest });
    case 'allApprove':
      return organisations.map((each) => [director(each), { type: 'approveConvention', meeting: open, digest }]);
    case 'sign':
      return one(signing(digest));
    case 'refuseToSign':
      return one({ type: 'refuseToSign', reason: words });
    case 'invite': {
      const as = (['party', 'party', 'observer-comments', 'observer-reads'] as const)[step.chance % 4] ?? 'party';
      const invitation = `i-${state.invitations.length}`;
      const invited = { type: 'inviteOrganisation', invitation, as, label: words } as const;
      const newcomer = director(step.chance % 3 === 0 ? 'departement' : 'familles');
      return [
        ...one({ ...invited, expiresAt: '2026-08-01T00:00:00.000Z' }),
        ...(step.chance % 7 < 4 ? [[newcomer, { type: 'acceptInvitation', invitation }] as const] : []),
      ];
    }
    case 'accept':
      return [[who, { type: 'acceptInvitation', invitation: state.invitations.at(-1)?.id ?? 'none' }]];
    case 'nameParticipant':
      return one({ type: 'nameParticipant', person: who.person, access: accesses[step.chance % 3] ?? 'reads' });
    case 'removeParticipant':
    case 'recordDelegation':
    case 'withdrawDelegation':
      return one({ type: step.kind, person: who.person });
    case 'agreeReflectionDelay':
      return one({ type: 'agreeReflectionDelay', days: 1 + (step.chance % 4) });
    case 'renameConvention':
      return one({ type: 'renameConvention', title: `Titre ${step.chance % 2}` });
    case 'keepVersion':
      return one({ type: 'keepVersion', label: words });
    case 'withdrawInvitation':
      return one({ type: 'withdrawInvitation', invitation: state.invitations.at(-1)?.id ?? 'none' });
    case 'agreeToDelete':
    case 'withdrawDeletionAgreement':
      return one({ type: step.kind });
  }
}

/** Somewhere, sometimes at one's own place. */
function placeOf({ chance }: Step, { organisation }: Actor) {
  const link = chance % 8 === 0 ? ' ' : 'Des mots.';
  if (chance % 3 > 0) return { kind: 'remote', link } as const;
  return { kind: 'on-site', address: '12 rue du Port', host: organisation } as const;
}

/** Nobody, or two people of any rank. */
function expectedAt({ chance, who }: Step) {
  if (chance % 2 === 0) return [];
  return [who, who + chance].flatMap((place) => {
    const one = everybody[place % everybody.length];
    return one ? [{ person: one.person, organisation: one.organisation }] : [];
  });
}

function agreementOf(story: ConventionStory, by: Actor): readonly Asked[] {
  const cores = Object.entries(story.facts.cores).filter(([, { blank }]) => !blank);
  const parts = [...sectionIds, ...cores.map(([core]) => core as CoreId)];
  return parts.map((section) => [
    by,
    { type: 'takeStance', section, position: 'agree', digest: story.digestOf(section) },
  ]);
}

/** What people who want to get on would do next; without it, chance alone would hardly ever reach a signature. */
function progress(story: ConventionStory, state: Existing, step: Step): readonly Asked[] {
  const kindly = (kind: Kind, chance = 1) => askedAt(story, state, { ...step, by: 0, kind, chance });
  if (state.stage !== 'negotiating') {
    const signer = everybody[(step.chance % organisations.length) * 4];
    return signer ? [[signer, signing(story.facts.digest)]] : [];
  }
  const [first] = whatApprovalAwaits(state, story.now, story.facts);
  const open = state.meetings.some(({ status }) => status === 'open');
  switch (first?.code) {
    case undefined:
      return [...kindly('everyonePresent'), ...kindly('allApprove').slice(step.chance % 4, (step.chance % 4) + 1)];
    case 'section-not-agreed':
      return kindly('allAgree');
    case 'no-earlier-meeting':
    case 'reflection-not-over':
      if (!open) return step.chance % 3 === 0 ? kindly('wait') : kindly('openMeeting');
      return [...kindly('everyonePresent'), ...kindly('writeMinutes'), ...kindly('closeMeeting')];
    default:
      return kindly('openMeeting');
  }
}

function someMeeting(state: Existing, chance: number): Meeting | undefined {
  return state.meetings[chance % Math.max(1, state.meetings.length)];
}
