/** Edits that overtake a page's first answer, piece by piece: what waits, how much of it, and how often it is judged. */
import { EarlyUpdates } from '@entente/server/conventions/early-updates';
import type { Member } from '@entente/server/text/member';
import { expect, test } from 'vitest';

/** Only told apart: nothing is asked of a member. */
const somebody = () => ({}) as Member;

const edit = (member: Member, n: number, bytes = 10) => ({
  member,
  n,
  update: new Uint8Array(bytes),
  isAnswer: false,
});
const answer = (member: Member, n: number) => ({ ...edit(member, n), isAnswer: true });
const numbers = (messages: readonly { readonly n: number }[]) => messages.map(({ n }) => n);

test('what waits comes back in its order after the answer, settled by it; a later answer finds nothing', () => {
  const early = new EarlyUpdates();
  const page = somebody();
  const [first, second] = [edit(page, 1), edit(page, 2)];
  expect(early.isWaiting(first)).toBe(false);
  expect(early.keep(first)).toBe(true);
  expect(early.isWaiting(second)).toBe(true);
  expect(early.isWaiting(edit(somebody(), 2))).toBe(false);
  expect(early.keep(second)).toBe(true);
  expect(early.isWaiting(answer(page, 3))).toBe(false);
  expect(early.keep(answer(page, 3))).toBe(false);
  const after = early.after(answer(page, 3));
  expect(after.map(({ update }) => update)).toEqual([first.update, second.update]);
  expect(numbers(after)).toEqual([3, 3]);
  expect(early.after(answer(page, 4))).toEqual([]);
  expect(early.isWaiting(edit(page, 5))).toBe(false);
  expect(early.keep(edit(page, 5))).toBe(false);
});

test('a batch that is judged again finds the same waiting, once', () => {
  const early = new EarlyUpdates();
  const page = somebody();
  for (let time = 0; time < 2; time++) {
    expect(early.keep(edit(page, 1))).toBe(true);
    expect(early.isWaiting(edit(page, 2))).toBe(true);
    expect(early.keep(edit(page, 2))).toBe(true);
    expect(numbers(early.after(answer(page, 3)))).toEqual([3, 3]);
  }
});

test('only so much waits, in number and in bytes', () => {
  const [many, long] = [somebody(), somebody()];
  const early = new EarlyUpdates();
  const kept = Array.from({ length: 1_100 }, (_, index) => early.keep(edit(many, index + 1)));
  expect(kept.filter(Boolean)).toHaveLength(1_000);
  expect(early.isWaiting(edit(many, 1_101))).toBe(true);
  expect(early.keep(edit(long, 1, 2_000_000))).toBe(true);
  expect(early.keep(edit(long, 2, 200_000))).toBe(false);
});
