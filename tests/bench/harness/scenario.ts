/** What a scenario is: which servers it compares, and one measurement of one of them or of all. */
import type { ContenderName } from './contenders.ts';
import type { Prepared } from './ours.ts';

/** What one measurement found, by name; the unit is at the end of the name. */
export type Measures = Readonly<Record<string, number>>;

/** By server. */
export type MeasuresOfEach = Readonly<Partial<Record<ContenderName, Measures>>>;

type Common = {
  readonly prepared: Prepared;
  /** Shorter and smaller, for a look. */
  readonly isQuick: boolean;
  /** Of this repetition, the same for all contenders. */
  readonly seed: number;
};

export type Circumstances = Common & { readonly contender: ContenderName };
export type SharedCircumstances = Common & { readonly contenders: readonly ContenderName[] };

export type Scenario = {
  readonly title: string;
  readonly contenders: readonly ContenderName[];
  /** How often it is measured when so many repetitions were asked for. */
  readonly repetitions: (asked: number) => number;
  /** How many documents our server must have ready. */
  readonly documents: (isQuick: boolean) => number;
} & (
  | { readonly measure: (circumstances: Circumstances) => Promise<Measures> }
  /** All servers run side by side, and have the load in turns. */
  | { readonly measureTogether: (circumstances: SharedCircumstances) => Promise<MeasuresOfEach> }
);

/** One measurement: of one server, or of all that are measured together. */
export async function measureOnce(
  scenario: Scenario,
  { contenders, ...common }: SharedCircumstances,
): Promise<MeasuresOfEach> {
  if ('measureTogether' in scenario) return scenario.measureTogether({ contenders, ...common });
  const [contender, ...others] = contenders;
  if (!contender || others.length > 0) throw new Error('this scenario measures one server at a time');
  return { [contender]: await scenario.measure({ contender, ...common }) };
}
