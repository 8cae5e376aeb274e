/** Bounds of one update. Each is far above what a person's work produces, and low enough that a hostile one stays cheap. */
export const updateLimits = {
  /** What the server does not hold yet. */
  newBytes: 1_048_576,
  /** All of it: a page that comes back tells every deletion that it knows, and in an old text these are many. */
  bytes: 2_097_152,
  /** Structs that the server does not hold yet. */
  structs: 40_000,
  /** Pages whose work comes in one update (an hour offline, on pages closed meanwhile). */
  clients: 64,
  /** Elements inside elements, counted from the section's root. */
  depth: 100,
  /** What judging it and applying it may cost beyond its length (`effort.ts`): some fifty milliseconds. */
  steps: 5_000_000,
  /** Highest clock; a page that types without pause for a year stays below. */
  clock: 2 ** 31 - 1,
} as const;
