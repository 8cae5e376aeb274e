/** Random negotiations: steps drawn by chance, each turned into what somebody asks, sensible or not. */
import type { Actor } from '@entente/shared/negotiation/commands';
import { accesses, type Existing, type Meeting, positions } from '@entente/shared/negotiation/state';
import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import { sectionIds } from '@entente/shared/sections/sections';
import fc from 'fast-check';
import { type ConventionStory, type Input, signing } from './convention-story.ts';
import { director, everybody, type Organisation, organisations } from './people.ts';

const kinds = {
  progress: 60,
  wait: 25,
  edit: 8,
  agreeToAll: 4,
  takeStance: 8,
  withdrawStance: 8,
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
  agreeReflectionDelay: 10,
  renameConvention: 1,
  keepVersion: 2,
  agreeToDelete: 2,
  withdrawDeletionAgreement: 2,
  withdrawInvitation: 2,
  changeMeeting: 3,
} as const;

type Kind = keyof typeof kinds;

/** `by` and `who` are places in the list of people; `chance` settles whatever else the step leaves open. */
export type Step = { readonly kind: Kind; readonly by: number; readonly who: number; readonly chance: number };

/** Directors act more often than the others, and people of the two parties that are always there more often than strangers. */
const person = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...[director('relais'), director('ville')].map(placeOf)) },
  { weight: 1, arbitrary: fc.constantFrom(...[director('familles'), director('departement')].map(placeOf)) },
  { weight: 2, arbitrary: fc.nat(everybody.length / 2 - 1) },
  { weight: 1, arbitrary: fc.nat(everybody.length - 1) },
);

function placeOf({ person }: Actor): number {
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
    { minLength: 1, maxLength: 60, size: 'max' },
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
  const one = (input: Input): readonly Asked[] => [[by, input]];
  switch (step.kind) {
    case 'wait':
    case 'edit':
      return [];
    case 'agreeToAll':
      return agreementOf(story, director(organisations[step.chance % 3] ?? 'relais'));
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
      return one({ type: 'planMeeting', plannedFor: story.now, place: { kind: 'remote', link: words }, expected: [] });
    case 'changeMeeting': {
      const place = { kind: 'on-site', address: words, host: by.organisation } as const;
      return one({ type: 'changeMeeting', meeting, plannedFor: story.now, place, agenda: words, expected: [] });
    }
    case 'openMeeting': {
      const planned = state.meetings.findLast(({ status }) => status === 'planned');
      if (!planned) return askedAt(story, state, { ...step, kind: 'planMeeting' });
      return one({ type: 'openMeeting', meeting: planned.id });
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

function agreementOf(story: ConventionStory, by: Actor): readonly Asked[] {
  return sectionIds.map((section) => [
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
      return state.parties.flatMap(({ organisation }) => agreementOf(story, director(organisation as Organisation)));
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
