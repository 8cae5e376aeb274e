/** Tables for a person, in Markdown, with columns wide enough to be read in a terminal as well. */
import { contenderNames, contenders } from './contenders.ts';
import type { Medians } from './medians.ts';

/** Rows of cells, the first of which is the head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) => Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** Three significant figures; thousands apart. */
export function figure(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  const rounded = value === 0 ? 0 : Number(value.toPrecision(3));
  return rounded.toLocaleString('en', { maximumFractionDigits: 6 });
}

/** Medians of a scenario: a line for each measure, a column for each server, then ours against the others. */
export function scenarioTable(medians: Medians): string {
  const present = contenderNames.filter((name) => medians[name]);
  const others = present.filter((name) => name !== 'ours');
  const names = [...new Set(present.flatMap((name) => Object.keys(medians[name] ?? {})))];
  const compared = medians.ours ? others : [];
  const head = ['', ...present.map((name) => contenders[name].title), ...compared.map((name) => `ours ÷ ${name}`)];
  const rows = names.map((measure) => {
    const ours = medians.ours?.[measure] ?? Number.NaN;
    // Shares of a core say who was busy; comparing them says nothing.
    const ratio = (name: (typeof others)[number]) =>
      measure.includes('%') ? '' : figure(ours / (medians[name]?.[measure] ?? Number.NaN));
    const ratios = compared.map(ratio);
    return [measure, ...present.map((name) => figure(medians[name]?.[measure])), ...ratios];
  });
  return markdownTable([head, ...rows]);
}
