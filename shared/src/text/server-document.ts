/**
 * The document in which the server, and whoever checks it, holds a text. A deleted mark that the server wrote for a comment is
 * kept in it, with what it said: between two of them stand the words that were commented, and whatever was typed among
 * them, which is how admission tells an undone split from a forged mark. All else that is deleted is collected, as on pages.
 */
import * as Y from 'yjs';
import { serverClientId } from './server-client-id.ts';
import { walkConflictsOnce } from './walk-conflicts-once.ts';

/** A document without roots. Loading its encoded state into another one of these keeps the deleted marks. */
export function serverDocument(): Y.Doc {
  walkConflictsOnce();
  const doc = new Y.Doc({ gcFilter: (item) => !isServersMark(item) });
  // Yjs drops this list with the transactions in it. By then it is old, and young garbage that lies in old garbage is kept, copied twice,
  // until the whole heap is collected: all that an edit was, for each edit of a document that rests between two of them.
  doc.on('afterAllTransactions', (_, transactions: Y.Transaction[]) => {
    transactions.length = 0;
  });
  return doc;
}

/** True where a comment's mark begins or ends, deleted or not, if the server wrote it. */
export function isServersMark({ id, content }: Y.Item): boolean {
  return id.client === serverClientId && content instanceof Y.ContentFormat && content.key.startsWith('comment--');
}
