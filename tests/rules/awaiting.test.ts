/** What home says awaits me: it asks the rules themselves what waits for a person. */
import { awaitingIn, mostUrgentFirst } from '@entente/shared/home/awaiting';
import type { Actor } from '@entente/shared/negotiation/commands';
import { coreOf } from '@entente/shared/sections/parts';
import { expect, test } from 'vitest';
import type { ConventionStory } from '../support/convention-story.ts';
import {
  givenAgreedText,
  givenApprovable,
  givenFrozen,
  givenInForce,
  givenOpened,
  givenTwoParties,
} from '../support/given.ts';
import { director, manager, practitioner } from '../support/people.ts';

function awaiting(convention: ConventionStory, actor: Actor) {
  if (!convention.state || convention.state.stage === 'deleted') throw new Error('there is no convention');
  return awaitingIn(convention.state, actor, { facts: convention.facts, at: convention.now });
}

const kinds = (convention: ConventionStory, actor: Actor) => awaiting(convention, actor).map(({ kind }) => kind);

test('nothing waits in a convention of one party, nor before a word is written', () => {
  expect(kinds(givenOpened(), manager('relais'))).toEqual([]);
  expect(kinds(givenTwoParties(), manager('ville'))).toEqual([]);
});

test('a written section waits for the word of each party on the text as it is now', () => {
  const convention = givenTwoParties().writesAll(manager('relais'));
  const waiting = awaiting(convention, manager('ville'));
  expect(waiting).toMatchObject([{ kind: 'take-stances' }]);
  convention.agreesToAll(manager('ville'));
  expect(kinds(convention, manager('ville'))).toEqual([]);
  expect(kinds(convention, manager('relais'))).toEqual(['take-stances']);
});

test('DOC-7: a core waits for the word of each party once it says something', () => {
  const convention = givenAgreedText().writes(manager('relais'), coreOf('relais'), 'Le cœur.');
  expect(awaiting(convention, manager('ville'))).toMatchObject([
    { kind: 'take-stances', sections: [coreOf('relais')] },
  ]);
  convention.agrees(manager('ville'), coreOf('relais'));
  expect(kinds(convention, manager('ville'))).toEqual([]);
});

test('approval waits for a present director, not for a manager who may not commit', () => {
  const { convention } = givenApprovable();
  expect(kinds(convention, director('ville'))).toEqual(['approve']);
  expect(kinds(convention, manager('ville'))).toEqual(['join-meeting']);
  expect(kinds(convention, manager('relais'))).toContain('close-meeting');
});

test('NEG-1: at a first meeting no approval waits for anybody', () => {
  const convention = givenAgreedText();
  convention.opens(manager('relais'), director('relais'), director('ville'));
  for (const person of [director('relais'), director('ville')])
    expect(kinds(convention, person)).not.toContain('approve');
});

test('a signature waits for each director who may sign, until signed', () => {
  const { convention } = givenFrozen();
  expect(kinds(convention, director('ville'))[0]).toBe('sign');
  expect(kinds(convention, manager('ville'))).not.toContain('sign');
  convention.signs(director('ville'));
  expect(kinds(convention, director('ville'))).not.toContain('sign');
  expect(kinds(givenInForce(), director('ville'))).not.toContain('sign');
});

test('another party’s wish to delete waits for ours', () => {
  const convention = givenTwoParties().does(director('relais'), { type: 'agreeToDelete' });
  expect(kinds(convention, director('ville'))).toEqual(['agree-deletion']);
  expect(kinds(convention, director('relais'))).toEqual([]);
});

test('who takes no part has nothing waiting', () => {
  expect(kinds(givenFrozen().convention, practitioner('familles'))).toEqual([]);
});

test('the most urgent comes first, and meetings by their date', () => {
  const about = { convention: 'c', title: 'T' };
  const planned = (plannedFor: string) => ({ kind: 'meeting-planned', ...about, meeting: 'm', plannedFor }) as const;
  const late = planned('2026-04-01T09:00:00.000Z');
  const soon = planned('2026-03-01T09:00:00.000Z');
  const sorted = mostUrgentFirst([
    { kind: 'take-stances', ...about, sections: [] },
    late,
    soon,
    { kind: 'sign', ...about },
  ]);
  expect(sorted.map(({ kind }) => kind)).toEqual(['sign', 'meeting-planned', 'meeting-planned', 'take-stances']);
  expect(sorted[1]).toBe(soon);
});
