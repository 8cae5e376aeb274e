/** What a Word file may cost to read. Measured: 190,000 words with sixty tables are read in 2.3 s. */

/** Bytes of an uploaded file. The HTTP route refuses a longer body before it is read. */
export const largestWordFile = 10 * 1024 * 1024;

/** Entries of the archive; Word writes about twenty, plus one per picture. */
export const mostEntries = 2000;

/** Bytes of all XML parts once inflated; only XML is ever inflated. */
export const largestXml = 32 * 1024 * 1024;

/** Bytes that the archive says it holds, pictures included. */
export const largestDeclared = 512 * 1024 * 1024;

/** XML compresses ten to fifty times; a part above 1 MiB that did better than this was built to. */
export const steepestRatio = 300;
export const ratioMattersAbove = 1024 * 1024;

/** Milliseconds for the whole reading, after which the thread is ended. */
export const readingTimeout = 20_000;

/** Mebibytes of JavaScript heap of the reading thread; a document that needs more is ended with its thread. */
export const readingHeap = 384;

/** Files read at the same moment, and files that may wait for their turn. */
export const readAtOnce = 1;
export const mostWaiting = 20;
