/** What a series of measurements says, in milliseconds. */
export type Figures = {
  readonly name: string;
  readonly samples: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
};

/** Sums up a series (milliseconds); percentiles are measured values (nearest rank), never interpolated. */
export function figuresOf(name: string, series: readonly number[]): Figures {
  if (series.length === 0) throw new Error(`nothing was measured: ${name}`);
  const sorted = [...series].sort((a, b) => a - b);
  const rank = (share: number) => rounded(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
  return { name, samples: series.length, median: rank(0.5), p99: rank(0.99), max: rank(1) };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

/** A table for a person. */
export function table(all: readonly Figures[]): string {
  const rows = [
    ['', 'samples', 'median', 'p99', 'max'],
    ...all.map(({ name, samples, median, p99, max }) => [
      name,
      String(samples),
      ...[median, p99, max].map((value) => `${value.toFixed(2)} ms`),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return rows.map(line).join('\n');
}
