/**
 * The child process that prints. It is started by `pdf-renderer.ts`, answers one request at a time, and is ended by it: the
 * compiler holds some 250 MB that only the end of a process gives back, and its native code can't be interrupted otherwise.
 */
import { withPlaceForSeal } from '../sealing/seal-place.ts';
import type { PrintAnswer, PrintJob, PrintRequest } from './print-job.ts';
import { keywordsOf } from './signature-page.ts';
import { createTypstPrinter } from './typst-printer.ts';

const printer = createTypstPrinter();

async function answer({ id, job }: PrintRequest): Promise<PrintAnswer> {
  try {
    return { id, pdf: await finished(job, printer.print(job)) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** With a place for the seal where there is to be one; the key is in the server's own process alone. */
function finished(job: PrintJob, pdf: Uint8Array): Promise<Uint8Array> | Uint8Array {
  if (job.kind !== 'convention' || job.input.seal === null) return pdf;
  const { at, certificate } = job.input.seal;
  const reason = keywordsOf(job.input).join(' ');
  return withPlaceForSeal(pdf, { at, certificate: certificate.der, reason });
}

process.on('message', async (request: PrintRequest) => process.send?.(await answer(request)));
// The server is gone: there is no one left to print for.
process.on('disconnect', () => process.exit());
