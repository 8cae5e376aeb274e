import type { Clock } from '../clock.ts';

const day = 24 * 60 * 60 * 1_000;

/** The demo's time while it tells its story; once released, the machine's. */
export type SeedingClock = {
  readonly now: Clock;
  /** So many days ago (negative: ahead), at that hour of the machine's day. */
  moment(daysAgo: number, hour: number): Date;
  goTo(daysAgo: number, hour: number): void;
  release(): void;
};

export function seedingClock(machine: Clock): SeedingClock {
  let told: Date | undefined;
  const moment = (daysAgo: number, hour: number) => {
    const then = new Date(machine().getTime() - daysAgo * day);
    then.setHours(hour, 0, 0, 0);
    return then;
  };
  return {
    now: () => (told ? new Date(told) : machine()),
    moment,
    goTo(daysAgo, hour) {
      told = moment(daysAgo, hour);
    },
    release() {
      told = undefined;
    },
  };
}
