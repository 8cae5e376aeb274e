/** The server's documents let go of what an edit was: young garbage that hangs on old garbage outlives every small collection. */
import { serverDocument } from '@entente/shared/text/server-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

test("Yjs' list of transactions is empty when it is dropped, also after one that brought about another", () => {
  const doc = serverDocument();
  const text = doc.getText('section:object');
  const lists: Y.Transaction[][] = [];
  doc.on('afterAllTransactions', (_, transactions: Y.Transaction[]) => lists.push(transactions));
  text.observe(() => {
    if (text.length === 1) text.insert(1, 'b');
  });
  text.insert(0, 'a');
  expect(text.toString()).toBe('ab');
  expect(lists.map(({ length }) => length)).toEqual([0]);
});

test('a document that Yjs makes keeps them in it', () => {
  const doc = new Y.Doc();
  const kept: number[] = [];
  doc.on('afterAllTransactions', (_, transactions: Y.Transaction[]) => kept.push(transactions.length));
  doc.getText('section:object').insert(0, 'a');
  expect(kept).toEqual([1]);
});
