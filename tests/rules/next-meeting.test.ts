/** What a page proposes for the next meeting, and what minutes written together say once their form is gone. */

import { agendaPoints } from '@entente/shared/negotiation/meetings/agenda-points';
import { usualPlan } from '@entente/shared/negotiation/meetings/usual-plan';
import { coreOf } from '@entente/shared/sections/parts';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { linesOfMinutes } from '@entente/shared/text/words-of-minutes';
import { describe, expect, test } from 'vitest';
import type { ConventionStory } from '../support/convention-story.ts';
import { givenAgreedText, givenTwoParties } from '../support/given.ts';
import { director, manager } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');

function plans(convention: ConventionStory, plannedFor: string): ConventionStory {
  return convention.does(relais, {
    type: 'planMeeting',
    plannedFor,
    durationMinutes: 90,
    place: { kind: 'on-site', address: '3 rue des Tilleuls', host: 'relais' },
    expected: [director('relais'), director('ville')],
  });
}

describe('the usual plan', () => {
  test('is nothing while there has been no meeting, and cancelled ones are nobody’s habit', () => {
    const convention = givenTwoParties();
    expect(usualPlan(convention.existing, convention.now)).toBeUndefined();
    plans(convention, '2026-03-05T13:00:00.000Z');
    const meeting = convention.existing.meetings[0]?.id ?? '';
    convention.does(relais, { type: 'cancelMeeting', meeting });
    expect(usualPlan(convention.existing, convention.now)).toBeUndefined();
  });

  test('after one meeting: two weeks later, at the same hour of the same weekday though the clocks have changed, same place, length and people', () => {
    const convention = plans(givenTwoParties(), '2026-03-19T13:00:00.000Z');
    expect(usualPlan(convention.existing, convention.now)).toEqual({
      // Summer time began on 29 March: 14:00 in Paris is an hour earlier in UTC.
      plannedFor: '2026-04-02T12:00:00.000Z',
      durationMinutes: 90,
      place: convention.existing.meetings[0]?.place,
      expected: [director('relais').person, director('ville').person],
    });
  });

  test('after two: the same interval in whole weeks, and never in the past', () => {
    const convention = plans(plans(givenTwoParties(), '2026-03-05T13:00:00.000Z'), '2026-03-27T13:00:00.000Z');
    const usual = (now: string) => usualPlan(convention.existing, now)?.plannedFor;
    expect(usual('2026-03-10T09:00:00.000Z')).toBe('2026-04-17T12:00:00.000Z');
    expect(usual('2026-04-17T12:00:00.000Z')).toBe('2026-05-08T12:00:00.000Z');
    expect(usual('2027-01-01T12:00:00.000Z')).toBe('2027-01-15T13:00:00.000Z');
  });

  test('people who came unexpected are expected, people who have left are not', () => {
    const convention = plans(givenTwoParties(), '2026-03-05T13:00:00.000Z');
    const meeting = convention.existing.meetings[0]?.id ?? '';
    convention.does(relais, { type: 'openMeeting', meeting }).does(ville, { type: 'recordPresence', meeting });
    convention.does(relais, { type: 'removeParticipant', person: director('relais').person });
    expect(usualPlan(convention.existing, convention.now)?.expected).toEqual([
      director('ville').person,
      relais.person,
      ville.person,
    ]);
  });
});

describe('the suggested agenda', () => {
  test('names each part that is not agreed, who is against, who is silent, and open discussions', () => {
    const convention = givenTwoParties().writes(relais, 'budget', 'Dix mille euros.').agrees(relais, 'budget');
    convention.does(ville, {
      type: 'takeStance',
      section: 'budget',
      position: 'reserve',
      reason: 'Trop cher.',
      digest: convention.digestOf('budget'),
    });
    const points = agendaPoints(convention.existing, convention.facts, [
      { section: 'budget', status: 'open' },
      { section: 'budget', status: 'resolved' },
    ]);
    expect(points.find(({ part }) => part === 'budget')).toEqual({
      part: 'budget',
      blank: false,
      against: ['ville'],
      silent: [],
      discussions: 1,
    });
    expect(points.find(({ part }) => part === 'roles')).toMatchObject({ blank: true, silent: ['relais', 'ville'] });
    // A core is stated or not, as its party likes.
    expect(points.some(({ part }) => part === coreOf('relais'))).toBe(false);
  });

  test('leaves out what everybody agrees to, unless it is still discussed', () => {
    const convention = givenAgreedText();
    expect(agendaPoints(convention.existing, convention.facts, [])).toEqual([]);
    expect(agendaPoints(convention.existing, convention.facts, [{ section: 'roles', status: 'open' }])).toEqual([
      { part: 'roles', blank: false, against: [], silent: [], discussions: 1 },
    ]);
  });
});

describe('minutes as lines', () => {
  const text = (words: string): CanonicalNode => ({ type: 'text', text: words });
  const paragraph = (words: string): CanonicalNode => ({
    type: 'paragraph',
    ...(words === '' ? {} : { content: [text(words)] }),
  });
  const item = (...content: CanonicalNode[]): CanonicalNode => ({ type: 'listItem', content });

  test('items, steps, columns and empty lines are still there', () => {
    const nodes: CanonicalNode[] = [
      paragraph('Tour de table.'),
      paragraph(''),
      { type: 'bulletList', content: [item(paragraph('le budget'), paragraph('à revoir')), item()] },
      { type: 'orderedList', attrs: { start: 3 }, content: [item(paragraph('écrire')), item(paragraph('relire'))] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [paragraph('qui'), paragraph('quand')].map((one) => ({ type: 'tableCell', content: [one] })),
          },
        ],
      },
      { type: 'paragraph', content: [text('Merci'), { type: 'hardBreak' }, text('à tous.')] },
      paragraph(''),
    ];
    expect(linesOfMinutes(nodes)).toBe(
      'Tour de table.\n\n– le budget\n  à revoir\n–\n3. écrire\n4. relire\nqui | quand\nMerci\nà tous.',
    );
  });

  test('blank stays blank', () => {
    expect(linesOfMinutes([paragraph(''), paragraph('')])).toBe('');
    expect(linesOfMinutes([])).toBe('');
  });
});
