import { createPdfRenderer, type PdfRendererSettings, PdfRenderingError } from '@entente/server/pdf/pdf-renderer';
import { afterEach, describe, expect, it } from 'vitest';
import { conventionToPrint, everyStructure, paragraph } from '../support/pdf-inputs.ts';

const opened: ReturnType<typeof createPdfRenderer>[] = [];

function renderer(settings: Partial<PdfRendererSettings> = {}) {
  const one = createPdfRenderer(settings);
  opened.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

const short = conventionToPrint({ project: everyStructure });
/** Takes long enough to be stopped in the middle. */
const long = conventionToPrint({
  project: Array.from({ length: 6000 }, (_, index) =>
    paragraph(`Paragraphe ${index} : un texte qui se prolonge. `.repeat(12)),
  ),
});

const outcome = (printing: Promise<Uint8Array>) =>
  printing.then(
    () => 'printed',
    (error: unknown) => (error instanceof PdfRenderingError ? error.code : error),
  );

describe('the PDF renderer', () => {
  it('gives the same bytes for the same input, in one process and in another', async () => {
    const first = renderer();
    const [one, other] = await Promise.all([first.renderConvention(short), first.renderConvention(short)]);
    const elsewhere = await renderer().renderConvention(short);
    expect(Buffer.from(one).equals(other)).toBe(true);
    expect(Buffer.from(one).equals(elsewhere)).toBe(true);
    expect(one.constructor.name).toMatch(/Uint8Array|Buffer/);
  });

  it('replaces its process after some jobs and goes on', async () => {
    const one = renderer({ jobsPerProcess: 1 });
    const printed = await Promise.all([1, 2, 3].map(() => one.renderConvention(short)));
    expect(printed.map((bytes) => bytes.length)).toEqual(Array.from({ length: 3 }, () => printed[0]?.length));
  });

  it('ends its process when idle and starts another for the next job', async () => {
    const one = renderer({ idleMs: 1 });
    await one.renderConvention(short);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await one.renderConvention(short)).length).toBeGreaterThan(1000);
  });

  it('stops at once when aborted, waiting or printing, with the signal’s reason', async () => {
    const one = renderer();
    const printing = new AbortController();
    const waiting = new AbortController();
    const stopped = outcome(one.renderConvention(long, { signal: printing.signal }));
    const forgotten = outcome(one.renderConvention(short, { signal: waiting.signal }));
    const next = one.renderConvention(short);
    waiting.abort('no longer wanted');
    expect(await forgotten).toBe('no longer wanted');
    await new Promise((resolve) => setTimeout(resolve, 600));
    const started = performance.now();
    printing.abort('the reader left');
    expect(await stopped).toBe('the reader left');
    expect(performance.now() - started).toBeLessThan(1000);
    expect((await next).length).toBeGreaterThan(1000);
  });

  it('refuses a signal that is already aborted', async () => {
    expect(await outcome(renderer().renderConvention(short, { signal: AbortSignal.abort('too late') }))).toBe(
      'too late',
    );
  });

  it('gives up after its time and prints the next', async () => {
    const one = renderer({ timeoutMs: 4000 });
    const late = outcome(one.renderConvention(long));
    const next = one.renderConvention(short);
    expect(await late).toBe('timed-out');
    expect((await next).length).toBeGreaterThan(1000);
  });

  it('refuses more than its queue holds', async () => {
    const one = renderer({ longestQueue: 1 });
    const outcomes = await Promise.all([1, 2, 3].map(() => outcome(one.renderConvention(short))));
    expect(outcomes).toEqual(['printed', 'printed', 'too-busy']);
  });

  it('says that it failed when the input is wrong, and prints the next', async () => {
    const one = renderer();
    expect(await outcome(one.renderConvention({ ...short, timeZone: 'Nowhere/Nothing' }))).toBe('failed');
    expect(await outcome(one.renderConvention({ ...short, digest: 'f'.repeat(64) }))).toBe('failed');
    expect(await outcome(one.renderConvention(short))).toBe('printed');
  });

  it('closes: what was asked is refused, and nothing more is taken', async () => {
    const one = renderer();
    const printing = outcome(one.renderConvention(long));
    const waiting = outcome(one.renderConvention(short));
    await one.close();
    expect(await printing).toBe('closed');
    expect(await waiting).toBe('closed');
    expect(await outcome(one.renderConvention(short))).toBe('closed');
  });
});
