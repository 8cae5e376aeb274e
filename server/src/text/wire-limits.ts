/** How much one page, one person and one address may ask of the wire. Operators set some of it (`config.ts`). */
export type WireLimits = {
  /** What a person's pages may send for long; a long message counts as several ({@link messageBytes}). */
  readonly messagesPerSecond: number;
  /** Seconds of that which they may send at once: a paste, an hour offline that comes back. */
  readonly burstSeconds: number;
  /** Milliseconds for which pages that send more are made to wait, before they are sent away. */
  readonly slowedMilliseconds: number;
  /** Bytes that may wait for a page that reads too slowly. */
  readonly unreadBytes: number;
  /** Pages that one person may have open, in all conventions together. */
  readonly pagesPerPerson: number;
  /** Pages from one address; an institution may have one address for everybody. */
  readonly pagesPerAddress: number;
  /** Handshakes of one address that are being looked at. */
  readonly pendingPerAddress: number;
  /** Handshakes a minute from one address by nobody who is signed in. */
  readonly strangersPerMinute: number;
};

/** Bytes that a text may have: thousands of pages, with all that merging needs to know of their history. */
export const usualLargestText = 20 * 1_048_576;

/** Bytes for which a message counts as one more. Judging them, at worst, takes about as long as judging a short message; what is written very short is paid by its steps. */
export const messageBytes = 1_024;

/** Bytes for which what a page asked for does (the text, who is here): it is encoded and sent, not judged. */
export const answerBytes = 16_384;

/** Steps of judging (`effort.ts`) for which a message counts as one more: a short message is judged in about that time. */
export const judgingSteps = 2_000;

/** Several times what people and their editors were seen to need. */
export const usualWireLimits: WireLimits = {
  messagesPerSecond: 200,
  burstSeconds: 10,
  slowedMilliseconds: 60_000,
  unreadBytes: 8 * 1_048_576,
  pagesPerPerson: 64,
  pagesPerAddress: 2_000,
  pendingPerAddress: 1_000,
  strangersPerMinute: 300,
};
