/**
 * Words that somebody is typing into a cell go into the document on a short pause. Whatever must not lose them before asks for
 * them to be written now: leaving the page, undoing.
 */
const pending = new Set<() => void>();
const listeners = new Set<() => void>();

/** Registers words that wait; returns how to say that they don't any more. */
export function waitsToBeWritten(write: () => void): () => void {
  listen();
  pending.add(write);
  tell();
  return () => {
    pending.delete(write);
    tell();
  };
}

/** Calls back when words begin or cease to wait; returns how to stop. */
export function onPendingCells(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** True while words wait: they are not saved, whatever the server says of the document. */
export function hasPendingCells(): boolean {
  return pending.size > 0;
}

/** Writes all of them now. */
export function writePendingCells(): void {
  for (const write of [...pending]) write();
}

function tell(): void {
  for (const changed of listeners) changed();
}

/** Before the page asks whether it may be left: what is not saved yet has to be known then. (Heard once, however often asked for.) */
function listen(): void {
  window.addEventListener('beforeunload', writePendingCells, { capture: true });
  window.addEventListener('pagehide', writePendingCells);
}
