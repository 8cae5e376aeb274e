/**
 * The child process that prints. It is started by `pdf-renderer.ts`, answers one request at a time, and is ended by it: the
 * compiler holds some 250 MB that only the end of a process gives back, and its native code can't be interrupted otherwise.
 */
import type { PrintAnswer, PrintRequest } from './print-job.ts';
import { createTypstPrinter } from './typst-printer.ts';

const printer = createTypstPrinter();

function answer({ id, job }: PrintRequest): PrintAnswer {
  try {
    return { id, pdf: printer.print(job) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (request: PrintRequest) => process.send?.(answer(request)));
// The server is gone: there is no one left to print for.
process.on('disconnect', () => process.exit());
