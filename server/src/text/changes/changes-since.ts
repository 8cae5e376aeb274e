/**
 * NEG-8: what changed in a text since it was kept, by part, author and organisation, from the log itself. What one person did
 * and another undid is no difference any more; both are still named as having touched the part.
 */
import type { ChangedPart } from '@entente/shared/http/changes';
import type { AgreedPart, PartId } from '@entente/shared/sections/parts';
import { agreedPartsIn } from '@entente/shared/text/digest';
import * as Y from 'yjs';
import type { LoggedUpdate } from '../../storage/convention-store.ts';
import { changedCells, type Tables, tablesOf } from './changed-cells.ts';
import { changedWords } from './changed-words.ts';
import { type Change, WhoChangedWhat } from './who-changed-what.ts';
import { type Token, tokensOf } from './words-with-letters.ts';

/** After that many pieces of the log, others have their turn. */
const piecesInARow = 200;
/** A clock may be set back: pieces from a little before are applied too, those that are known do nothing. Milliseconds. */
const clockSlack = 3_600_000;

export type KeptState = { readonly at: string; readonly state: Uint8Array };

type Part = { readonly tokens: readonly Token[]; readonly tables: Tables };

/** `kept: null` compares with nothing. Gives way to others between pieces of the log. */
export async function changesSince(
  kept: KeptState | null,
  log: readonly LoggedUpdate[],
): Promise<readonly ChangedPart[]> {
  // Nothing is collected, so that a deleted word is still told from one that never was.
  const doc = new Y.Doc({ gc: false });
  if (kept) Y.applyUpdate(doc, kept.state);
  const before = new Map(agreedPartsIn(doc).map((part) => [part, partOf(doc, part)]));
  const who = new WhoChangedWhat(doc);
  const from = kept ? Date.parse(kept.at) - clockSlack : Number.NEGATIVE_INFINITY;
  let applied = 0;
  for (const piece of log) {
    if (Date.parse(piece.until) < from) continue;
    who.apply(piece);
    applied += 1;
    if (applied % piecesInARow === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const touched = who.touched();
  const parts = agreedPartsIn(doc).flatMap((part) =>
    changedPart(doc, part, { before: before.get(part), who, touched }),
  );
  doc.destroy();
  return parts;
}

function partOf(doc: Y.Doc, part: AgreedPart): Part {
  return { tokens: tokensOf(doc, part), tables: tablesOf(doc, part) };
}

type Found = {
  readonly before: Part | undefined;
  readonly who: WhoChangedWhat;
  readonly touched: ReturnType<WhoChangedWhat['touched']>;
};

function changedPart(doc: Y.Doc, part: AgreedPart, { before, who, touched }: Found): readonly ChangedPart[] {
  const counts = touched.get(part satisfies PartId) ?? [];
  if (counts.length === 0) return [];
  const now = partOf(doc, part);
  const was = before ?? { tokens: [], tables: { fields: new Map(), rows: new Map() } };
  const authors = counts
    .map(({ at, ...author }) => ({ ...author, last: at }))
    .sort((a, b) => b.inserted + b.deleted - (a.inserted + a.deleted));
  const named = (change: Change | null) => {
    const by = authors.findIndex((one) => one.person === change?.person && one.organisation === change.organisation);
    // A line end that moved is nobody's letter; where one person alone touched the part, it was that one.
    const known = by === -1 && authors.length === 1 ? 0 : by;
    return { by: known === -1 ? null : known, at: change?.at ?? null };
  };
  const words = changedWords(was.tokens, now.tokens, who).map(({ by, ...stretch }) => ({
    ...stretch,
    ...(stretch.kind === 'same' ? { by: null, at: null } : named(by)),
  }));
  const cells = changedCells(doc, part, { was: was.tables, now: now.tables, who }).map(({ by, ...cell }) => ({
    ...cell,
    ...named(by),
  }));
  return [{ part, authors, words, cells }];
}
