/** The log kept as fewer pieces is the same text by the same people. */
import { compactUpdates } from '@entente/server/storage/text-log/compact-updates';
import { joinUpdates } from '@entente/server/storage/text-log/join-updates';
import { decodePieces, encodePieces } from '@entente/server/storage/text-log/segment-payload';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { authorshipOf, documentOf, essenceOf, strokes, Typists } from './typists.ts';

describe('compaction', () => {
  test('gives back the same document and the same authors, whoever types what at the same time', () => {
    fc.assert(
      fc.property(strokes, fc.integer({ min: 1, max: 60 }), (played, slice) => {
        const { rows } = new Typists().play(played);
        const slices = Array.from({ length: Math.ceil(rows.length / slice) }, (_, index) =>
          rows.slice(index * slice, (index + 1) * slice),
        );
        const pieces = slices.flatMap((part) => decodePieces(encodePieces(compactUpdates(part))));
        expect(essenceOf(documentOf(pieces))).toBe(essenceOf(documentOf(rows)));
        expect(authorshipOf(pieces)).toEqual(authorshipOf(rows));
        expect(pieces.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
        for (const piece of pieces) {
          const first = rows[piece.firstSeq - 1];
          const last = rows[piece.lastSeq - 1];
          expect([piece.at, piece.until]).toEqual([first?.at, last?.at]);
          expect(Date.parse(piece.until) - Date.parse(piece.at)).toBeLessThanOrEqual(60_000);
          expect([piece.person, piece.connection]).toEqual([last?.person, last?.connection]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('makes one run of the letters that a person types while others type too', () => {
    const typists = new Typists();
    for (const letters of ['Ac', 'cu', 'ei', 'l ']) for (const place of [0, 1, 2]) typists.sentence(place, letters);
    const rows = typists.rows.slice(1);
    expect(rows).toHaveLength(24);
    const pieces = compactUpdates(rows);
    expect(pieces.map(({ person, count }) => `${person}: ${count}`)).toEqual([
      'person-0: 8',
      'person-1: 8',
      'person-2: 8',
    ]);
    for (const { bytes } of pieces) {
      const { structs } = Y.decodeUpdate(bytes);
      expect(
        structs.map((struct) => (struct instanceof Y.Item ? (struct.content as Y.ContentString).str : null)),
      ).toEqual(['Accueil ']);
    }
  });

  test('never puts what leans on another’s words before them', () => {
    const { rows } = new Typists()
      .sentence(0, 'un')
      .play([{ kind: 'hears', who: 1 }])
      .sentence(1, ' deux')
      .play([{ kind: 'hears', who: 0 }])
      .sentence(0, ' trois');
    const pieces = compactUpdates(rows.slice(1));
    expect(pieces.map(({ person }) => person)).toEqual(['person-0', 'person-1', 'person-0']);
  });

  test('keeps what is no update as it is, and joins nothing across it', () => {
    const { rows } = new Typists().sentence(0, 'avant');
    const [first] = rows;
    if (!first) throw new Error('rows were written');
    const junk = { ...first, seq: rows.length + 1, bytes: Uint8Array.of(200, 1, 2) };
    const pieces = compactUpdates([...rows, junk, { ...junk, seq: junk.seq + 1 }]);
    expect(pieces.map(({ count }) => count)).toEqual([rows.length, 1, 1]);
    expect(decodePieces(encodePieces(pieces)).map(({ bytes }) => [...bytes])).toEqual(
      pieces.map(({ bytes }) => [...bytes]),
    );
  });

  test('updates that repeat each other are joined as Yjs would', () => {
    const { rows } = new Typists().sentence(0, 'Accueillir');
    const repeated = rows.slice(0, 6).map(({ bytes }) => bytes);
    const whole = Y.mergeUpdates(rows.map(({ bytes }) => bytes));
    const joined = joinUpdates([...repeated, whole, ...repeated]);
    expect(essenceOf(documentOf([{ bytes: joined }]))).toBe(essenceOf(documentOf(rows)));
  });

  test('letters by four people take less than ten bytes each, with their authors and times', () => {
    const typists = new Typists();
    const words = 'la convention fixe ce que chacun fait pour les personnes accueillies ';
    for (let nth = 0; typists.rows.length < 6_000; nth += 1)
      typists.sentence(nth % 4, words.slice(nth % 40, (nth % 40) + 5));
    const bytes = Array.from({ length: 12 }, (_, slice) =>
      encodePieces(compactUpdates(typists.rows.slice(slice * 500, (slice + 1) * 500))),
    ).reduce((sum, payload) => sum + payload.length, 0);
    expect(bytes / 6_000).toBeLessThan(10);
  });
});
