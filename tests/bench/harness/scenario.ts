/** What a scenario is: which servers it compares, and one measurement of one of them. */
import type { ContenderName } from './contenders.ts';
import type { Prepared } from './ours.ts';

/** What one measurement found, by name; the unit is at the end of the name. */
export type Measures = Readonly<Record<string, number>>;

export type Circumstances = {
  readonly contender: ContenderName;
  readonly prepared: Prepared;
  /** Shorter and smaller, for a look. */
  readonly isQuick: boolean;
  /** Of this repetition, the same for all contenders. */
  readonly seed: number;
};

export type Scenario = {
  readonly title: string;
  readonly contenders: readonly ContenderName[];
  /** How often it is measured when so many repetitions were asked for. */
  readonly repetitions: (asked: number) => number;
  /** How many documents our server must have ready. */
  readonly documents: (isQuick: boolean) => number;
  readonly measure: (circumstances: Circumstances) => Promise<Measures>;
};
