/** A row with its place among those of its kind, from 1. */
export type Numbered<R> = { readonly number: number; readonly row: R };

/** The rows in which something is said. One that was added and never filled says nothing, and keeps its number. */
export function numbered<R extends object>(rows: readonly R[]): readonly Numbered<R>[] {
  return rows
    .map((row, place) => ({ number: place + 1, row }))
    .filter(({ row }) => Object.values(row).some((cell) => cell !== undefined));
}
