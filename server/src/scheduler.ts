/**
 * The only source of waiting in the engine, as `clock.ts` is of time. A running product has the machine's; the simulation
 * hands over its own, so that everything which may happen in another order does, and happens again from the same seed.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Calls it off; too late or twice does nothing. */
export type Cancel = () => void;

export type Scheduler = {
  /** Resolves in a later turn of the loop: whatever has arrived in this one was dealt with by then. */
  readonly nextTurn: () => Promise<void>;
  /** Acts once, after so many milliseconds. A process that has nothing else to do ends without it. */
  readonly after: (milliseconds: number, act: () => void) => Cancel;
  /** Acts again and again, every so many milliseconds, until it is called off. */
  readonly every: (milliseconds: number, act: () => void) => Cancel;
};

export const machineScheduler: Scheduler = {
  nextTurn: () => nextTurn(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds).unref();
    return () => clearTimeout(timer);
  },
  every(milliseconds, act) {
    const timer = setInterval(act, milliseconds).unref();
    return () => clearInterval(timer);
  },
};
