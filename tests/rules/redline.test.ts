/** What became of one list of words in another. */
import { diffTokens, type Run } from '@entente/shared/text/redline/diff-tokens';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const told = (before: string, after: string) => {
  const [a, b] = [before.split(''), after.split('')];
  const words = ({ kind, ...run }: Run) =>
    kind === 'deleted' ? `-${a.slice(...run.before).join('')}` : b.slice(...run.after).join('');
  return diffTokens(a, b).map((run) => (run.kind === 'inserted' ? `+${words(run)}` : words(run)));
};

test.each([
  ['', '', []],
  ['abc', 'abc', ['abc']],
  ['', 'abc', ['+abc']],
  ['abc', '', ['-abc']],
  ['abc', 'abxc', ['ab', '+x', 'c']],
  ['abxc', 'abc', ['ab', '-x', 'c']],
  ['abcd', 'axyd', ['a', '-bc', '+xy', 'd']],
  ['aaaa', 'aa', ['aa', '-aa']],
])('« %s » becomes « %s »', (before, after, expected) => {
  expect(told(before, after)).toEqual(expected);
});

test('whatever the two lists, what stays is in both, and both can be read from it', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c', ' '), { maxLength: 60 });
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const runs = diffTokens(before, after);
      const read = (side: 'before' | 'after', list: readonly string[]) =>
        runs.flatMap((run) => list.slice(...run[side]));
      expect(read('before', before)).toEqual(before);
      expect(read('after', after)).toEqual(after);
      for (const { kind, ...run } of runs) {
        if (kind === 'same') expect(before.slice(...run.before)).toEqual(after.slice(...run.after));
        if (kind === 'deleted') expect(run.after[0]).toBe(run.after[1]);
        if (kind === 'inserted') expect(run.before[0]).toBe(run.before[1]);
      }
      const order = runs.map(({ kind }) => kind).join();
      expect(order, 'what went stands before what came').not.toContain('inserted,deleted');
    }),
  );
});

test('texts that have next to nothing in common are told as replaced, in bounded time', () => {
  const before = Array.from({ length: 6_000 }, (_, place) => `a${place}`);
  const after = Array.from({ length: 6_000 }, (_, place) => `b${place}`);
  expect(diffTokens(['x', ...before], ['x', ...after]).map(({ kind }) => kind)).toEqual([
    'same',
    'deleted',
    'inserted',
  ]);
});
