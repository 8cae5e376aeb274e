import { timeSpent } from '@entente/shared/negotiation/meetings/time';
import { describe, expect, test } from 'vitest';
import { givenTwoParties } from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

const relais = manager('relais');
const ville = manager('ville');
const log = (meeting: string, kind: 'preparation' | 'followUp', minutes: number) =>
  ({ type: 'logTime', meeting, kind, minutes }) as const;

describe('the time that a meeting takes', () => {
  test('DOC-9: is what people say of before and after, and how long they were there', () => {
    const convention = givenTwoParties();
    const meeting = convention.at('2026-03-03T09:00:00.000Z').plans(relais);
    convention.does(relais, log(meeting, 'preparation', 120)).does(relais, { type: 'openMeeting', meeting });
    convention.at('2026-03-03T09:30:00.000Z').does(ville, { type: 'recordPresence', meeting });
    expect(timeSpent(convention.existing, meeting)).toMatchObject([{ meeting: 0 }, { meeting: 0 }]);
    expect(timeSpent(convention.existing, meeting, '2026-03-03T09:45:00.000Z')).toMatchObject([
      { person: relais.person, meeting: 45 },
      { person: ville.person, meeting: 15 },
    ]);
    convention.at('2026-03-03T11:00:00.000Z').closes(relais, meeting);
    convention.does(director('ville'), log(meeting, 'followUp', 30));
    expect(timeSpent(convention.existing, meeting)).toEqual([
      { person: relais.person, organisation: 'relais', preparation: 120, meeting: 120, followUp: 0 },
      { person: ville.person, organisation: 'ville', preparation: 0, meeting: 90, followUp: 0 },
      { person: director('ville').person, organisation: 'ville', preparation: 0, meeting: 0, followUp: 30 },
    ]);
    expect(timeSpent(convention.existing, 'none')).toEqual([]);
  });

  test('DOC-9: the last figure stands for each person and kind, and nothing takes it away', () => {
    const convention = givenTwoParties();
    const meeting = convention.plans(relais);
    convention.does(relais, log(meeting, 'preparation', 60)).does(relais, log(meeting, 'preparation', 90));
    expect(convention.refuses(relais, log(meeting, 'preparation', 90))).toMatchObject([{ code: 'nothing-to-change' }]);
    expect(timeSpent(convention.existing, meeting)).toMatchObject([{ preparation: 90 }]);
    convention.does(relais, log(meeting, 'preparation', 0));
    expect(timeSpent(convention.existing, meeting)).toEqual([]);
  });

  test('DOC-9: is told by a party’s people of any rank; of what follows, once the meeting was held', () => {
    const convention = givenTwoParties()
      .names(relais, practitioner('relais'), 'reads')
      .joins(director('departement'), 'observer-comments');
    const meeting = convention.plans(relais);
    convention.does(practitioner('relais'), log(meeting, 'preparation', 15));
    expect(convention.refuses(relais, log(meeting, 'followUp', 15))).toMatchObject([{ code: 'meeting-not-open' }]);
    expect(convention.refuses(director('departement'), log(meeting, 'preparation', 15))).toMatchObject([
      { code: 'not-a-party' },
    ]);
    expect(convention.refuses(relais, log('none', 'preparation', 15))).toMatchObject([{ code: 'no-such-meeting' }]);
    convention.does(relais, { type: 'openMeeting', meeting }).does(relais, log(meeting, 'followUp', 15));
  });
});
