import { describe, expect, test } from 'vitest';
import { givenAgreedText, givenFrozen, givenOpened } from '../support/given.ts';
import { director, manager } from '../support/people.ts';

const wish = (days: number) => ({ type: 'agreeReflectionDelay', days }) as const;

describe('the reflection delay', () => {
  test('NEG-1: is one day to begin with', () => {
    expect(givenAgreedText().existing.reflection).toEqual({ days: 1, wishes: {} });
  });

  test('NEG-1: is longer once every party wants it so, by the shortest of the wishes', () => {
    const convention = givenAgreedText().does(director('relais'), wish(7));
    expect(convention.existing.reflection.days).toBe(1);
    expect(convention.types().at(-1)).toBe('ReflectionDelayWished');
    convention.does(director('ville'), wish(3));
    expect(convention.types().slice(-2)).toEqual(['ReflectionDelayWished', 'ReflectionDelayAgreed']);
    expect(convention.existing.reflection).toEqual({ days: 3, wishes: { relais: 7, ville: 3 } });
    convention.does(director('ville'), wish(10));
    expect(convention.existing.reflection.days).toBe(7);
  });

  test('NEG-1: can’t be shortened', () => {
    const convention = givenAgreedText().does(director('relais'), wish(7)).does(director('ville'), wish(7));
    for (const days of [1, 6]) {
      expect(convention.refuses(director('relais'), wish(days))).toEqual([
        { code: 'reflection-cannot-shrink', rule: 'NEG-1', days: 7 },
      ]);
    }
    expect(convention.refuses(director('relais'), wish(7))).toMatchObject([{ code: 'nothing-to-change' }]);
  });

  test('NEG-1: a wish that was not shared yet can be taken back, down to the delay in force', () => {
    const convention = givenAgreedText().does(director('relais'), wish(7)).does(director('relais'), wish(1));
    convention.does(director('ville'), wish(7));
    expect(convention.existing.reflection.days).toBe(1);
  });

  test('NEG-1: counts from the earlier meeting’s opening to the approving one’s', () => {
    const convention = givenAgreedText().does(director('relais'), wish(7)).does(director('ville'), wish(7));
    convention.meets('2026-03-03T20:00:00.000Z', manager('relais'), manager('ville'));
    const early = convention.at('2026-03-09T09:00:00.000Z').opens(manager('relais'), director('relais'));
    const approval = (meeting: string) =>
      ({ type: 'approveConvention', meeting, digest: convention.facts.digest }) as const;
    expect(convention.refuses(director('relais'), approval(early))).toEqual([
      { code: 'reflection-not-over', rule: 'NEG-1', parties: ['relais', 'ville'], from: '2026-03-10' },
    ]);
    convention.closes(manager('relais'), early);
    const late = convention.at('2026-03-10T06:00:00.000Z').opens(manager('relais'), director('relais'));
    expect(convention.does(director('relais'), approval(late)).negotiating.approvals).toHaveLength(1);
  });

  test('NEG-1: lengthened after a first approval, holds the others back', () => {
    const convention = givenAgreedText();
    convention.meets('2026-03-03T09:00:00.000Z', manager('relais'), manager('ville'));
    const meeting = convention
      .at('2026-03-04T09:00:00.000Z')
      .opens(manager('relais'), director('relais'), director('ville'));
    convention.approves(director('relais'), meeting).does(director('relais'), wish(5)).does(director('ville'), wish(5));
    const approval = { type: 'approveConvention', meeting, digest: convention.facts.digest } as const;
    expect(convention.refuses(director('ville'), approval)).toMatchObject([
      { code: 'reflection-not-over', from: '2026-03-08' },
    ]);
  });

  test('NEG-1: is a matter for those who commit their party, while negotiating', () => {
    const alone = givenOpened();
    expect(alone.refuses(manager('relais'), wish(2))).toEqual([{ code: 'may-not-commit', rule: 'APP-1' }]);
    const { convention } = givenFrozen();
    expect(convention.refuses(director('relais'), wish(2))).toEqual([{ code: 'text-frozen', rule: 'APP-2' }]);
  });
});
