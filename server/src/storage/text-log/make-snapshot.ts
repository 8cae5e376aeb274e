/** Makes a snapshot of a text, beside the thread that writes, and believes it only after it was loaded again. */
import { readRoot } from '@entente/shared/sections/parts';
import { rootType } from '@entente/shared/text/root-type';
import { serverDocument } from '@entente/shared/text/server-document';
import * as Y from 'yjs';
import { serverConnection } from '../../text/server-connection.ts';
import { threadsMarkedIn } from '../../text/threads-marked.ts';
import type { LoadedText, StoredUpdate, TextSnapshot } from '../convention-store.ts';

/** The snapshot of a text as it was read; `undefined` when there is none yet to make. Throws when the text leans on what it lacks. */
export function makeSnapshot({ snapshot, updates }: LoadedText): TextSnapshot | undefined {
  const last = updates.at(-1);
  if (!last) return undefined;
  const doc = loaded([...(snapshot ? [snapshot.state] : []), ...updates.map(({ bytes }) => bytes)]);
  const state = Y.encodeStateAsUpdate(doc);
  const again = loaded([state]);
  if (wordsOf(again) !== wordsOf(doc) || !isSameStateVector(again, doc)) {
    throw new Error('a snapshot did not load as what it was made from');
  }
  const threads = new Set([...(snapshot?.threads ?? []), ...updates.flatMap(threadsIn)]);
  const seq = updates.reduce((newest, update) => Math.max(newest, update.seq), 0);
  return { seq, state, threads: [...threads] };
}

function loaded(updates: readonly Uint8Array[]): Y.Doc {
  const doc = serverDocument();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error("the text's log leans on an update that it lacks");
  }
  return doc;
}

/** Every root: its structure, words and formats, or its cells. */
function wordsOf(doc: Y.Doc): string {
  const roots = [...doc.share.keys()].sort().map((name) => {
    const root = readRoot(name);
    if (!root) throw new Error(`a text has a root that no convention has: ${name}`);
    return [name, rootType(doc, name, root).toJSON() as unknown];
  });
  return JSON.stringify(roots.filter(([, content]) => isWritten(content)));
}

/** A root that nobody has written to is there or not, as it happens. */
function isWritten(content: unknown): boolean {
  return typeof content === 'string' ? content !== '' : Object.keys(content as object).length > 0;
}

function isSameStateVector(a: Y.Doc, b: Y.Doc): boolean {
  return Buffer.compare(Y.encodeStateVector(a), Y.encodeStateVector(b)) === 0;
}

function threadsIn({ connection, bytes }: StoredUpdate): readonly string[] {
  return connection === serverConnection ? threadsMarkedIn(bytes) : [];
}
