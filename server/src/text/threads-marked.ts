import { markName } from '@entente/shared/text/mark-name';
import * as Y from 'yjs';

/** The comment threads whose marks an update writes. */
export function threadsMarkedIn(update: Uint8Array): readonly string[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) => {
    const content = struct instanceof Y.Item ? struct.content : undefined;
    if (!(content instanceof Y.ContentFormat) || markName(content.key) !== 'comment') return [];
    const { thread } = (content.value ?? {}) as { thread?: unknown };
    return typeof thread === 'string' ? [thread] : [];
  });
}
