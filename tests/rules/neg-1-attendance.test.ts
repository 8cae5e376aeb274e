import type { Actor, CommandInput, ServerCommandInput } from '@entente/shared/negotiation/commands';
import { describe, expect, test } from 'vitest';
import type { ConventionStory } from '../support/convention-story.ts';
import { givenAgreedText, givenApprovable } from '../support/given.ts';
import { director, manager, practitioner, secondManager } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');

/** What one person does in the meeting. */
type Gesture = [by: Actor, input: (meeting: string) => CommandInput | ServerCommandInput];

const isPresent = (by: Actor): Gesture => [by, (meeting) => ({ type: 'recordPresence', meeting })];
const confirms = (by: Actor, who: Actor): Gesture => [
  by,
  (meeting) => ({ type: 'confirmAttendance', meeting, person: who.person }),
];
const withdraws = (by: Actor, who: Actor): Gesture => [
  by,
  (meeting) => ({ type: 'withdrawAttendance', meeting, person: who.person }),
];

/** A first meeting on 3 March, opened and closed by the Relais' manager, with these gestures in it. */
function afterFirstMeeting(convention: ConventionStory, ...gestures: Gesture[]): ConventionStory {
  const meeting = convention.at('2026-03-03T09:00:00.000Z').opens(relais);
  for (const [by, input] of gestures) convention.does(by, input(meeting));
  return convention.closes(relais, meeting);
}

/** The parties that have no earlier meeting, seen from one opened on 10 March. */
function withoutEarlierMeeting(convention: ConventionStory): readonly string[] {
  const meeting = convention.at('2026-03-10T09:00:00.000Z').opens(relais, director('relais'));
  const outcome = convention.asks(director('relais'), {
    type: 'approveConvention',
    meeting,
    digest: convention.facts.digest,
  });
  if (!('reasons' in outcome)) return [];
  return outcome.reasons.flatMap((reason) => (reason.code === 'no-earlier-meeting' ? reason.parties : []));
}

describe('a party attends', () => {
  test.each<[string, Gesture]>([
    ['by the presence of its manager', isPresent(ville)],
    ['by the presence of its director', isPresent(director('ville'))],
    ['by its manager’s own tick', confirms(ville, ville)],
    ['by a colleague’s tick', confirms(director('ville'), ville)],
  ])('NEG-1: %s', (_how, gesture) => {
    expect(withoutEarlierMeeting(afterFirstMeeting(givenAgreedText(), gesture))).toEqual([]);
  });

  test('NEG-1: by opening the meeting', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T09:00:00.000Z', relais);
    expect(withoutEarlierMeeting(convention)).toEqual(['ville']);
  });

  test('NEG-1: by a practitioner who was named to comment', () => {
    const convention = givenAgreedText().names(ville, practitioner('ville'), 'comments');
    expect(withoutEarlierMeeting(afterFirstMeeting(convention, isPresent(practitioner('ville'))))).toEqual([]);
  });

  test('NEG-1: even if the person who came has left since', () => {
    const convention = givenAgreedText().names(ville, secondManager('ville'));
    afterFirstMeeting(convention, isPresent(secondManager('ville')));
    convention.does(ville, { type: 'removeParticipant', person: secondManager('ville').person });
    expect(withoutEarlierMeeting(convention)).toEqual([]);
  });

  test('NEG-1: even if the person who came only reads since', () => {
    const convention = afterFirstMeeting(givenAgreedText(), isPresent(ville));
    convention.names(director('ville'), ville, 'reads');
    expect(withoutEarlierMeeting(convention)).toEqual([]);
  });
});

describe('a party does not attend', () => {
  test('NEG-1: by a reader', () => {
    const convention = givenAgreedText().names(ville, practitioner('ville'), 'reads');
    afterFirstMeeting(convention, isPresent(practitioner('ville')));
    expect(convention.existing.meetings[0]).toMatchObject({
      attendances: [
        { person: relais.person, counts: true },
        { person: practitioner('ville').person, counts: false },
      ],
    });
    expect(withoutEarlierMeeting(convention)).toEqual(['ville']);
  });

  test('NEG-1: by a reader who is named to write after the meeting', () => {
    const convention = givenAgreedText().names(ville, practitioner('ville'), 'reads');
    afterFirstMeeting(convention, isPresent(practitioner('ville')));
    convention.names(ville, practitioner('ville'), 'writes');
    expect(withoutEarlierMeeting(convention)).toEqual(['ville']);
  });

  test('NEG-1: but a reader who is named to write during the meeting counts from then on', () => {
    const convention = givenAgreedText().names(ville, practitioner('ville'), 'reads');
    const meeting = convention.at('2026-03-03T09:00:00.000Z').opens(relais, practitioner('ville'));
    convention.names(ville, practitioner('ville'), 'writes');
    convention.does(practitioner('ville'), { type: 'recordPresence', meeting }).closes(relais, meeting);
    expect(withoutEarlierMeeting(convention)).toEqual([]);
  });

  test('NEG-1: by an observer, whose attendance is recorded all the same', () => {
    const convention = givenAgreedText().joins(manager('departement'), 'observer-comments');
    afterFirstMeeting(convention, isPresent(manager('departement')));
    expect(convention.existing.meetings[0]).toMatchObject({
      attendances: [{ counts: true }, { organisation: 'departement', counts: false }],
    });
    expect(withoutEarlierMeeting(convention)).toEqual(['ville']);
  });

  test('NEG-1: by another party’s tick, which is refused', () => {
    const convention = givenAgreedText();
    const meeting = convention.at('2026-03-03T09:00:00.000Z').opens(relais);
    const tick = { type: 'confirmAttendance', meeting, person: ville.person } as const;
    const untick = { type: 'withdrawAttendance', meeting, person: relais.person } as const;
    expect(convention.refuses(relais, tick)).toEqual([{ code: 'only-own-organisation', rule: 'NEG-1' }]);
    expect(convention.refuses(director('relais'), tick)).toEqual([{ code: 'only-own-organisation', rule: 'NEG-1' }]);
    expect(convention.refuses(ville, untick)).toEqual([{ code: 'only-own-organisation', rule: 'NEG-1' }]);
  });

  test('NEG-1: by a colleague whom nobody has named', () => {
    const convention = givenAgreedText();
    const meeting = convention.at('2026-03-03T09:00:00.000Z').opens(relais);
    const tick = { type: 'confirmAttendance', meeting, person: practitioner('ville').person } as const;
    expect(convention.refuses(ville, tick)).toEqual([{ code: 'only-own-organisation', rule: 'NEG-1' }]);
  });

  test('NEG-1: once its attendance is taken back', () => {
    const convention = afterFirstMeeting(givenAgreedText(), isPresent(ville), withdraws(director('ville'), ville));
    expect(withoutEarlierMeeting(convention)).toEqual(['ville']);
  });

  test('NEG-1: by coming to the approving meeting alone', () => {
    const convention = afterFirstMeeting(givenAgreedText());
    const meeting = convention.at('2026-03-10T09:00:00.000Z').opens(relais, ville, director('relais'));
    const approval = { type: 'approveConvention', meeting, digest: convention.facts.digest } as const;
    expect(convention.refuses(director('relais'), approval)).toEqual([
      { code: 'no-earlier-meeting', rule: 'NEG-1', parties: ['ville'] },
    ]);
  });
});

describe('attendance', () => {
  test('NEG-1: is recorded while the meeting is open, not before, not after', () => {
    const convention = givenAgreedText();
    const meeting = convention.plans(relais);
    const early = convention.refuses(ville, { type: 'recordPresence', meeting });
    convention.does(relais, { type: 'openMeeting', meeting }).closes(relais, meeting);
    const late = [
      convention.refuses(ville, { type: 'recordPresence', meeting }),
      convention.refuses(ville, { type: 'confirmAttendance', meeting, person: ville.person }),
      convention.refuses(relais, { type: 'withdrawAttendance', meeting, person: relais.person }),
    ];
    for (const reasons of [early, ...late])
      expect(reasons).toEqual([{ code: 'meeting-not-open', rule: null, meeting }]);
  });

  test('NEG-1: is recorded once, and taken back once', () => {
    const convention = givenAgreedText();
    const meeting = convention.opens(relais, ville);
    const tick = { type: 'confirmAttendance', meeting, person: ville.person } as const;
    const untick = { type: 'withdrawAttendance', meeting, person: ville.person } as const;
    expect(convention.refuses(ville, { type: 'recordPresence', meeting })).toMatchObject([
      { code: 'nothing-to-change' },
    ]);
    expect(convention.refuses(ville, tick)).toMatchObject([{ code: 'nothing-to-change' }]);
    expect(convention.does(ville, untick).refuses(ville, untick)).toMatchObject([{ code: 'nothing-to-change' }]);
  });

  test('APP-1: of one who has approved stands as long as the approval', () => {
    const { convention, meeting } = givenApprovable();
    convention.approves(director('relais'), meeting);
    const untick = { type: 'withdrawAttendance', meeting, person: director('relais').person } as const;
    expect(convention.refuses(relais, untick)).toEqual([{ code: 'already-approved', rule: 'APP-1' }]);
    convention.does(ville, { type: 'reopenSection', section: 'budget', reason: 'Un montant manque.' });
    expect(convention.does(relais, untick).types().at(-1)).toBe('AttendanceWithdrawn');
  });
});
