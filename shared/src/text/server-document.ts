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
  return new Y.Doc({ gcFilter: (item) => !isServersMark(item) });
}

/** True where a comment's mark begins or ends, deleted or not, if the server wrote it. */
export function isServersMark({ id, content }: Y.Item): boolean {
  return id.client === serverClientId && content instanceof Y.ContentFormat && content.key.startsWith('comment--');
}
