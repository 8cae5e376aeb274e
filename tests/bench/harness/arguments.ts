/** What was asked for on the command line. */
import { parseArgs } from 'node:util';
import { type ScenarioName, scenarioNames } from '../scenarios/scenarios.ts';
import { type ContenderName, contenderNames } from './contenders.ts';

export type Asked = {
  readonly scenarios: readonly ScenarioName[];
  /** Keystroke to pixels, in browsers. */
  readonly latency: boolean;
  readonly repeat: number;
  readonly isQuick: boolean;
  readonly isJson: boolean;
  readonly only: readonly ContenderName[];
  /** Where every server leaves a profile of its processor time, or undefined. */
  readonly profile: string | undefined;
};

export const usage = `Usage: npm run bench -- [scenario …] [--repeat n] [--quick] [--json] [--only server,…]

Scenarios: ${[...scenarioNames, 'latency'].join(', ')}; none named: all of them.
Servers: ${contenderNames.join(', ')}.

  --repeat n   measure everything n times (5; 1 with --quick); long scenarios are repeated less
  --quick      shorter and smaller, for a look
  --json       one JSON object on standard output instead of tables
  --only       measure these servers alone
  --profile d  every server leaves a processor profile in folder d (figures are then worth little)
`;

/** What was asked for, or undefined when it can't be understood. */
export function readArguments(args: readonly string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        repeat: { type: 'string' },
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        profile: { type: 'string' },
        only: { type: 'string', default: contenderNames.join() },
      },
    });
    const named = positionals.length === 0 ? [...scenarioNames, 'latency'] : positionals;
    const only = values.only.split(',');
    const repeat = Number(values.repeat ?? (values.quick ? 1 : 5));
    const isUnderstood =
      named.every((name) => name === 'latency' || isScenario(name)) &&
      only.every(isContender) &&
      Number.isInteger(repeat) &&
      repeat >= 1;
    if (!isUnderstood) return undefined;
    return {
      scenarios: scenarioNames.filter((name) => named.includes(name)),
      latency: named.includes('latency'),
      repeat,
      isQuick: values.quick,
      isJson: values.json,
      profile: values.profile,
      only: contenderNames.filter((name) => only.includes(name)),
    };
  } catch {
    // An option that there is not: the usage says which there are.
    return undefined;
  }
}

function isScenario(name: string): name is ScenarioName {
  return (scenarioNames as readonly string[]).includes(name);
}

function isContender(name: string): name is ContenderName {
  return (contenderNames as readonly string[]).includes(name);
}
