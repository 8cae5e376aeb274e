/** What a clock on the wall shows in a time zone, to the minute: how people say when they meet. */
import type { Instant } from './state.ts';

/** `YYYY-MM-DDTHH:mm`, as `<input type="datetime-local">` writes it. Means an instant only together with a time zone. */
export type WallClock = string;

const day = 24 * 60 * 60 * 1000;

/** What the clock shows at that instant in that time zone (IANA name; unknown: `RangeError`). */
export function wallClockAt(instant: Instant, timeZone: string): WallClock {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(new Date(instant))
      .map((part) => [part.type, part.value]),
  );
  return `${String(parts.year).padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The instant at which the clock shows that. Shown twice (clocks go back): the first. `undefined` when it is never shown
 * (clocks go forward over it), or is no date.
 */
export function instantOf(shown: WallClock, timeZone: string): Instant | undefined {
  const asUtc = utcOf(shown);
  if (Number.isNaN(asUtc)) return undefined;
  // Time zones change by hours at most: the offsets of the day before and of the day after are the only candidates.
  return [asUtc - day, asUtc + day]
    .map((near) => asUtc - offsetAt(near, timeZone))
    .sort((a, b) => a - b)
    .map((candidate) => new Date(candidate).toISOString())
    .find((candidate) => wallClockAt(candidate, timeZone) === shown);
}

function utcOf(shown: WallClock): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(shown) ? Date.parse(`${shown}:00.000Z`) : Number.NaN;
}

function offsetAt(time: number, timeZone: string): number {
  return utcOf(wallClockAt(new Date(time).toISOString(), timeZone)) - Math.floor(time / 60_000) * 60_000;
}
