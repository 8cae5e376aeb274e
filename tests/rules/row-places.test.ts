import { rowsRoot } from '@entente/shared/sections/parts';
import { canonicalTables } from '@entente/shared/text/canonical-tables';
import { evenPlaces, isPlace, placeAfter, placeBetween } from '@entente/shared/text/row-places';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

test('a place between two others is between them, however often one asks', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1_000 }), { maxLength: 120 }), (choices) => {
      const places = [...evenPlaces(3)];
      for (const choice of choices) {
        const at = choice % (places.length + 1);
        const after = places[at];
        const before = places[at - 1] ?? null;
        const place = after === undefined ? placeAfter(before) : placeBetween(before, after);
        if (place === undefined) break;
        places.splice(at, 0, place);
      }
      expect(places.every(isPlace)).toBe(true);
      expect(places).toEqual([...new Set(places)].sort());
    }),
  );
});

test('thousands of rows can be added at the end; where there is no room, that is said', () => {
  let last = placeAfter(null) as string;
  for (let row = 1; row < 10_000; row += 1) {
    const next = placeAfter(last) as string;
    expect(next > last && next.length === 4).toBe(true);
    last = next;
  }
  expect(placeAfter('zzzz')).toBeUndefined();
  expect(placeBetween('0010', '0010')).toBeUndefined();
  expect(placeBetween('0020', '0010')).toBeUndefined();
  expect(placeBetween('001', '0010')).toBeUndefined();
});

test('rows are read by their places, kind by kind; the place itself is no part of what is agreed to', () => {
  const doc = new Y.Doc();
  const add = (cells: Record<string, unknown>) =>
    doc.getArray(rowsRoot('evaluation')).push([new Y.Map(Object.entries(cells))]);
  add({ row: 'review', label: 'Bilan final', place: '0020' });
  add({ row: 'indicator', label: 'Ajouté sans place' });
  add({ row: 'review', label: 'Bilan intermédiaire', place: '0010' });
  add({ row: 'review', label: 'Au même moment', place: '0010' });
  expect(canonicalTables(doc, 'evaluation').map((node) => ('attrs' in node ? node.attrs : undefined))).toEqual([
    { row: 'indicator', label: 'Ajouté sans place' },
    { row: 'review', label: 'Bilan intermédiaire' },
    { row: 'review', label: 'Au même moment' },
    { row: 'review', label: 'Bilan final' },
  ]);
});

test('two people who move one row at once move one row, and keep the words that a third one writes in it', () => {
  const [one, two, three] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  const rows = (doc: Y.Doc) => doc.getArray<Y.Map<unknown>>(rowsRoot('risks'));
  rows(one).push(
    [0, 1, 2].map(
      (row) =>
        new Y.Map([
          ['row', 'risk'],
          ['risk', `R${row}`],
          ['place', evenPlaces(3)[row]],
        ]),
    ),
  );
  for (const doc of [two, three]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(one));
  rows(one)
    .get(2)
    .set('place', placeBetween(null, evenPlaces(3)[0] as string));
  rows(two)
    .get(2)
    .set('place', placeBetween(evenPlaces(3)[0] as string, evenPlaces(3)[1] as string));
  rows(three).get(2).set('fallback', 'Un autre local');
  for (const from of [one, two, three])
    for (const to of [one, two, three]) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
  for (const doc of [one, two, three]) {
    const read = canonicalTables(doc, 'risks').map((node) => ('attrs' in node ? node.attrs : {}));
    expect(read).toEqual(canonicalTables(one, 'risks').map((node) => ('attrs' in node ? node.attrs : {})));
    expect(read).toHaveLength(3);
    expect(read).toContainEqual({ row: 'risk', risk: 'R2', fallback: 'Un autre local' });
  }
});
