/** Loaded into a server under test: what it does every 15 s, so that pages hear of it, it does every 2 s. */
const usual = 15_000;
const quick = 2_000;
const { setInterval } = globalThis;

globalThis.setInterval = ((act: () => void, milliseconds?: number, ...given: unknown[]) =>
  setInterval(act, milliseconds === usual ? quick : milliseconds, ...given)) as typeof globalThis.setInterval;
