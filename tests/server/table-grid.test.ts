import { gridOf } from '@entente/server/pdf/table-grid';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const cell = (name: string, colspan = 1, rowspan = 1) => ({ name, colspan, rowspan });
const places = (rows: Parameters<typeof gridOf<ReturnType<typeof cell>>>[0]) =>
  gridOf(rows).cells.map(({ name, column, row, colspan, rowspan }) => `${name}@${column},${row} ${colspan}x${rowspan}`);

describe('the grid of a printed table', () => {
  it('places cells as a page does', () => {
    expect(
      places([
        [cell('a', 2), cell('b', 1, 2)],
        [cell('c'), cell('d')],
      ]),
    ).toEqual(['a@0,0 2x1', 'b@2,0 1x2', 'c@0,1 1x1', 'd@1,1 1x1']);
    expect(places([[cell('a', 1, 3), cell('b')], [cell('c')], [cell('d')]])).toEqual([
      'a@0,0 1x3',
      'b@1,0 1x1',
      'c@1,1 1x1',
      'd@1,2 1x1',
    ]);
  });

  it('cuts spans that reach outside and drops columns that nothing begins in', () => {
    expect(places([[cell('a', 1000, 1000)]])).toEqual(['a@0,0 1x1']);
    expect(places([[cell('a', Number.NaN, -3)], [cell('b', 5), cell('c')]])).toEqual([
      'a@0,0 1x1',
      'b@0,1 1x1',
      'c@1,1 1x1',
    ]);
  });

  it('never overlaps, never reaches outside, keeps every cell', () => {
    const span = fc.integer({ min: -1, max: 6 });
    const anyCell = fc.record({ name: fc.constant('x'), colspan: span, rowspan: span });
    fc.assert(
      fc.property(fc.array(fc.array(anyCell, { maxLength: 5 }), { maxLength: 6 }), (rows) => {
        const grid = gridOf(rows);
        expect(grid.cells).toHaveLength(rows.flat().length);
        const taken = new Set<string>();
        for (const { column, row, colspan, rowspan } of grid.cells) {
          expect(column + colspan).toBeLessThanOrEqual(grid.columns);
          expect(row + rowspan).toBeLessThanOrEqual(grid.rows);
          for (let x = column; x < column + colspan; x++) {
            for (let y = row; y < row + rowspan; y++) {
              expect(taken.has(`${x},${y}`)).toBe(false);
              taken.add(`${x},${y}`);
            }
          }
        }
      }),
    );
  });
});
