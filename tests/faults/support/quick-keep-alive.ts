/**
 * Loaded into a server under test: what it does within 15 s, so that every page hears of it, it does within 2 s. A thirtieth of
 * the pages has its turn at a time (`server/src/text/keep-alive.ts`).
 */
const usual = 15_000 / 30;
const quick = 2_000 / 30;
const { setInterval } = globalThis;

globalThis.setInterval = ((act: () => void, milliseconds?: number, ...given: unknown[]) =>
  setInterval(act, milliseconds === usual ? quick : milliseconds, ...given)) as typeof globalThis.setInterval;
