import type { Event } from '@entente/shared/negotiation/events';
import { replay } from '@entente/shared/negotiation/evolve';
import { entryHash } from '@entente/shared/negotiation/journal';
import { wordsIn, wordsRef } from '@entente/shared/negotiation/words';
import { sha256Hex } from '@entente/shared/sha256';
import { describe, expect, test } from 'vitest';
import type { Input } from '../support/convention-story.ts';
import { givenInForce, givenOpened, givenTwoParties } from '../support/given.ts';
import { manager } from '../support/people.ts';

describe('erasable words', () => {
  const by = manager('relais');
  const nobody: { person: string; organisation: string }[] = [];
  const plan = { type: 'planMeeting', plannedFor: '2026-04-01T09:00:00.000Z', expected: nobody } as const;

  test.each<[string, Input, string[]]>([
    ['a reason', { type: 'reopenSection', section: 'budget', reason: 'Un montant.' }, ['reason']],
    [
      'a link and an agenda',
      { ...plan, place: { kind: 'remote', link: 'https://visio.example' }, agenda: 'Budget' },
      ['agenda', 'link'],
    ],
    ['an address', { ...plan, place: { kind: 'on-site', address: '12 rue du Port', host: null } }, ['address']],
    ['minutes', { type: 'writeMinutes', meeting: 'm', minutes: 'Nous avons parlé.' }, ['minutes']],
    ['a label', { type: 'keepVersion', label: 'Avant le conseil' }, ['label']],
    ['blank ones', { ...plan, place: { kind: 'remote', link: ' ' }, agenda: '\n' }, []],
    ['a decision', { type: 'recordDecision', meeting: 'open', text: 'On se revoit.' }, ['decision']],
    ['minutes written together', { type: 'closeMeeting', meeting: 'open' }, ['minutes']],
    ['blank minutes', { type: 'closeMeeting', meeting: 'blank' }, []],
    ['no minutes', { type: 'closeMeeting', meeting: 'unwritten' }, []],
    ['none', { type: 'agreeToDelete' }, []],
  ])('are found in a command: %s', (_what, input, fields) => {
    const command = givenOpened().command(by, input);
    expect(
      wordsIn(command, { minutes: { open: 'Nous avons parlé.', blank: ' ' } }).map(({ id, field, salt }) => [
        id,
        field,
        salt,
      ]),
    ).toEqual(fields.map((field) => [`${command.newId}:${field}`, field, command.salt]));
  });

  test('are named by a hash that nobody can guess without the salt', () => {
    const words = { id: 'id:reason', salt: 'aa', text: 'Un montant.', field: 'reason' } as const;
    expect(wordsRef(words)).toEqual({ id: 'id:reason', hash: sha256Hex('aa\nUn montant.') });
    expect(wordsRef({ ...words, salt: 'bb' }).hash).not.toBe(wordsRef(words).hash);
  });

  test('never reach the events', () => {
    const convention = givenTwoParties();
    const meeting = convention.opens(by);
    convention.does(by, { type: 'writeMinutes', meeting, minutes: 'Nous avons parlé.' });
    expect(convention.events.at(-1)).toMatchObject({ minutes: { id: expect.stringMatching(/^id-\d+:minutes$/) } });
    expect(JSON.stringify(convention.events)).not.toContain('Nous avons');
  });
});

describe('the journal', () => {
  const { events } = givenInForce();
  const chain = (entries: readonly Event[]) => {
    const hashes: string[] = [];
    for (const [place, event] of entries.entries()) {
      hashes.push(entryHash(hashes.at(-1) ?? null, { convention: 'c', version: place + 1, event }));
    }
    return hashes;
  };

  test('is the state: replaying it gives the same', () => {
    const convention = givenInForce();
    expect(replay(convention.events)).toEqual(convention.state);
    expect(replay(JSON.parse(JSON.stringify(convention.events)))).toEqual(convention.state);
    expect(replay([])).toBeUndefined();
  });

  test('keeps refused tries, which change nothing', () => {
    const convention = givenOpened();
    const before = convention.state;
    convention.happens(manager('relais'), { type: 'CommandRefused', command: 'signConvention', codes: ['not-frozen'] });
    expect(convention.state).toBe(before);
  });

  test('is chained: an entry changed, moved or taken away changes every later hash', () => {
    const whole = chain(events);
    const changed = chain(events.map((event, place) => (place === 3 ? { ...event, by: 'another' } : event)));
    const shorter = chain(events.filter((_event, place) => place !== 3));
    expect(whole.slice(0, 3)).toEqual(changed.slice(0, 3));
    expect(whole.slice(3).filter((hash, place) => hash === changed[place + 3])).toEqual([]);
    expect(whole.at(-1)).not.toBe(shorter.at(-1));
    expect(new Set(whole).size).toBe(events.length);
  });

  test('is chained by content, not by the order of keys, and belongs to its convention', () => {
    const [event] = events;
    if (!event) throw new Error('no event');
    const entry = { convention: 'c', version: 1, event };
    const turned = Object.fromEntries(Object.entries(event).reverse()) as Event;
    expect(entryHash(null, { ...entry, event: turned })).toBe(entryHash(null, entry));
    expect(entryHash(null, { ...entry, convention: 'd' })).not.toBe(entryHash(null, entry));
    expect(entryHash(null, entry)).not.toBe(entryHash(entryHash(null, entry), entry));
  });

  test.each<[string, Event[]]>([
    ['begins without an opening', events.slice(1)],
    ['opens twice', [...events.slice(0, 1), ...events.slice(0, 1)]],
    ['has a stance after the freeze', [...events, ...events.filter(({ type }) => type === 'StanceTaken')]],
    ['signs twice over', [...events, ...events.filter(({ type }) => type === 'ConventionSigned')]],
    ['opens a closed meeting', [...events, ...events.filter(({ type }) => type === 'MeetingOpened')]],
  ])('that is damaged is not read: it %s', (_damage, damaged) => {
    expect(() => replay(damaged)).toThrow();
  });
});
