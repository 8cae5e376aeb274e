/** What is to be reached, and whether it was: each line compares figures of one and the same run. */
import type { ContenderName } from './harness/contenders.ts';
import type { Medians } from './harness/medians.ts';
import { figure, markdownTable } from './harness/tables.ts';
import type { ScenarioName } from './scenarios/scenarios.ts';

export type AllMedians = Readonly<Partial<Record<ScenarioName, Medians>>>;

/** A figure and its two bounds, all in one unit; NaN where something was not measured, an aim of undefined where there is none. */
type Target = {
  readonly line: string;
  readonly unit: string;
  readonly measured: number;
  readonly bound: 'at least' | 'at most';
  readonly needed: number;
  readonly aim: number | undefined;
};

export type Judged = Target & { readonly isMet: boolean | undefined; readonly isAimMet: boolean | undefined };

/** All lines; `fsyncMilliseconds` is what one flush to this machine's disk takes. */
export function judge(medians: AllMedians, fsyncMilliseconds: number): readonly Judged[] {
  const find = (scenario: ScenarioName) => (contender: ContenderName, measure: string) =>
    medians[scenario]?.[contender]?.[measure] ?? Number.NaN;
  const all = [
    ...throughputTargets(find('throughput')),
    ...fanOutTargets(find('fan-out')),
    ...latencyTargets(find('fan-out'), fsyncMilliseconds),
    ...keepingTargets(find),
  ];
  return all.map((target) => ({
    ...target,
    isMet: reaches(target, target.needed),
    isAimMet: target.aim === undefined ? undefined : reaches(target, target.aim),
  }));
}

type Find = (contender: ContenderName, measure: string) => number;

function throughputTargets(find: Find): readonly Target[] {
  const edits = (contender: ContenderName) => find(contender, 'edits/s');
  const against = (contender: ContenderName, needed: number, aim: number): Target => ({
    line: `throughput, one document, against ${contender}`,
    unit: '×',
    measured: edits('ours') / edits(contender),
    bound: 'at least',
    needed,
    aim,
  });
  return [
    against('hocuspocus', 2.3, 3),
    against('y-websocket', 7, 9),
    against('batching-relay', 0.5, 0.75),
    {
      line: 'event-loop delay under that load, p99',
      unit: 'ms',
      measured: find('ours', 'event-loop delay p99, ms'),
      bound: 'at most',
      needed: 20,
      aim: 10,
    },
  ];
}

function fanOutTargets(find: Find): readonly Target[] {
  const ratio = (measure: string, to: ContenderName) => find('ours', measure) / find(to, measure);
  const target = (line: string, measured: number, limits: { needed: number; aim?: number }): Target => ({
    line,
    unit: '×',
    measured,
    bound: 'at most',
    needed: limits.needed,
    aim: limits.aim,
  });
  const cpu = (which: string) => `${which}: CPU per delivery, µs`;
  /** An aim against another server, as a multiple of the one that the line is about. */
  const relayAim = (which: string) => (1.15 * find('batching-relay', cpu(which))) / find('hocuspocus', cpu(which));
  return [
    target(
      'fan-out 200: CPU per delivery, against hocuspocus (aim: batching relay + 15 %)',
      ratio(cpu('200'), 'hocuspocus'),
      {
        needed: 1,
        aim: relayAim('200'),
      },
    ),
    target('the same with carets', ratio(cpu('200 with carets'), 'hocuspocus'), {
      needed: 0.6,
      aim: relayAim('200 with carets'),
    }),
    target('fan-out 1,000: CPU per delivery, against hocuspocus', ratio(cpu('1000'), 'hocuspocus'), {
      needed: 1,
      aim: 0.6,
    }),
    target('fan-out 1,000: p99, against the batching relay', ratio('1000: p99, ms', 'batching-relay'), { needed: 1.2 }),
  ];
}

function latencyTargets(find: Find, fsyncMilliseconds: number): readonly Target[] {
  const best = (measure: string) => Math.min(find('hocuspocus', measure), find('y-websocket', measure));
  return ['50', '200'].flatMap((size) => {
    const [p50, p99] = [`${size}: p50, ms`, `${size}: p99, ms`];
    return [
      {
        line: `edit to receiver, ${size} pages: p99, against the best real server`,
        unit: '×',
        measured: find('ours', p99) / best(p99),
        bound: 'at most',
        needed: 1.1,
        aim: 1,
      },
      {
        line: `edit to receiver, ${size} pages: p50 above the best real server (1 ms and one fsync)`,
        unit: 'ms',
        measured: find('ours', p50) - best(p50),
        bound: 'at most',
        needed: 1 + fsyncMilliseconds,
        aim: 0.3,
      },
    ] as const;
  });
}

function keepingTargets(find: (scenario: ScenarioName) => Find): readonly Target[] {
  const ours = (scenario: ScenarioName, measure: string) => find(scenario)('ours', measure);
  const toHocuspocus = (measure: string) => ours('cold-join', measure) / find('cold-join')('hocuspocus', measure);
  const lost = ours('crash', 'lost of those received') + ours('crash', 'lost of those shown as saved');
  const atMost = (line: string, unit: string, [measured, needed, aim]: readonly [number, number, number?]): Target => ({
    line,
    unit,
    measured,
    bound: 'at most',
    needed,
    aim,
  });
  return [
    atMost('2,000 documents: p99', 'ms', [ours('many-documents', '2000: p99, ms'), 30, 5]),
    atMost('2,000 documents: memory for each', 'kB', [
      ours('many-documents', '2000: memory per document, kB'),
      100,
      60,
    ]),
    atMost('cold join, against hocuspocus', '×', [toHocuspocus('first join, ms'), 0.4]),
    atMost('the last of 100 joins, against hocuspocus', '×', [toHocuspocus('last of 100 joins, ms'), 0.2]),
    atMost('idle page, of 10,000', 'kB', [ours('idle', 'memory per page, kB'), 12, 9]),
    atMost('100,000 edits on disk, with their history', 'MB', [ours('storage', 'on disk, MB'), 2, 1]),
    atMost('crash: edits lost that were received or shown as saved', 'edits', [lost, 0]),
  ];
}

function reaches({ measured, bound }: Target, limit: number): boolean | undefined {
  if (Number.isNaN(measured) || Number.isNaN(limit)) return undefined;
  return bound === 'at least' ? measured >= limit : measured <= limit;
}

/** The lines as a table. */
export function targetTable(judged: readonly Judged[]): string {
  const verdict = (isMet: boolean | undefined) => (isMet === undefined ? 'not measured' : isMet ? 'met' : 'NOT MET');
  const rows = judged.map(({ line, unit, measured, bound, needed, aim, isMet, isAimMet }) => [
    line,
    `${figure(measured)} ${unit}`,
    `${bound} ${figure(needed)}`,
    verdict(isMet),
    aim === undefined ? '' : figure(aim),
    aim === undefined ? '' : verdict(isAimMet),
  ]);
  return markdownTable([['to reach', 'measured', 'needed', '', 'aim', ''], ...rows]);
}
