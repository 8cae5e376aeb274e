/**
 * Words that somebody is typing into a cell go into the document on a short pause. Whatever must not lose them before asks for
 * them to be written now: leaving the page, undoing.
 */
const pending = new Set<() => void>();

/** Registers words that wait; returns how to say that they don't any more. */
export function waitsToBeWritten(write: () => void): () => void {
  listen();
  pending.add(write);
  return () => void pending.delete(write);
}

/** Writes all of them now. */
export function writePendingCells(): void {
  for (const write of [...pending]) write();
}

/** Before the page asks whether it may be left: what is not saved yet has to be known then. (Heard once, however often asked for.) */
function listen(): void {
  window.addEventListener('beforeunload', writePendingCells, { capture: true });
  window.addEventListener('pagehide', writePendingCells);
}
