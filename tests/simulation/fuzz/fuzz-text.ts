import { sectionIds } from '@entente/shared/sections/sections';
import type { WritingRights } from '@entente/shared/text/admission/admission';
import * as Y from 'yjs';
import type { Chance } from '../../support/chance.ts';
import { appendParagraph } from '../../support/guarded-text.ts';
import { whyClosed } from '../../support/writing-rights.ts';
import { emptyReplica, readingOf } from '../reading.ts';

/** A row of a log, as far as loading needs it. */
export type Row = { readonly bytes: Uint8Array; readonly connection: string };

/** The first words of a convention: a paragraph in every section, by the server. */
export const firstRow: Row = { bytes: firstWords(), connection: 'server' };

function firstWords(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 0;
  for (const section of sectionIds) appendParagraph(doc, section, 'Le répit des familles.');
  return Y.encodeStateAsUpdate(doc);
}

/** Whose `clientID` it is: each person has a thousand. */
export function ownerOf(clientId: number): number {
  return Math.floor(clientId / 1_000);
}

/** The rights of somebody who may write everywhere, but for whose `clientID`s are whose. */
export const everythingOpen: Omit<WritingRights, 'isOwn'> = {
  whyClosed: whyClosed(),
  isThread: () => false,
  isFull: () => false,
  isSpent: () => false,
};

/** Pieces that are applied in another order: each one that waits for another makes the next ones dearer. */
const mostPieces = 12;

/**
 * Three replicas: row by row, in one piece put together in a random order, and in random pieces of which some come too early.
 * These hear all of it once more: of what waited, Yjs 13.6 may overlook that it can be taken, until it is heard again.
 */
export function isSameInAnyOrder(log: readonly Row[], chance: Chance, expected: string): boolean {
  const updates = log.map(({ bytes }) => bytes);
  const size = Math.ceil(updates.length / mostPieces);
  const pieces = Array.from({ length: mostPieces }, (_, nth) => updates.slice(nth * size, (nth + 1) * size))
    .filter((piece) => piece.length > 0)
    .map((piece) => Y.mergeUpdates(piece));
  const mixed = Y.mergeUpdates(shuffled(updates, chance));
  const orders = [updates, [mixed], [...shuffled(pieces, chance), mixed]];
  return orders.every((order) => {
    const doc = emptyReplica();
    // In one transaction, as a load does it: on what is half there Yjs would tidy marks that the rest still needs.
    doc.transact(() => {
      for (const update of order) Y.applyUpdate(doc, update);
    });
    const isSame = readingOf(doc) === expected;
    doc.destroy();
    return isSame;
  });
}

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  return list
    .map((one) => ({ one, place: chance.share() }))
    .sort((left, right) => left.place - right.place)
    .map(({ one }) => one);
}
