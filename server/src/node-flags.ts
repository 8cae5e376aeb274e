/**
 * With which flags Node runs the server, on so many cores.
 *
 * V8 has four helper threads by default, however few cores there are: on one core they marked a large heap together, and the
 * event loop got a fifth of the core meanwhile (0.4 s in which 2,000 documents stood still for no more than 60 ms of its own work).
 *
 * V8 also guesses from where something was made whether it will live long, and puts it among the old at once. It guessed so of
 * what each edit leaves behind, while 2,000 documents were being opened, and never asked again: a fifth of all garbage then
 * waited for a collection of the whole heap.
 */
export function nodeFlags(cores: number): readonly string[] {
  const noGuesses = '--no-allocation-site-pretenuring';
  // Without a core to spare, garbage is collected in small steps between two turns of the loop.
  if (cores === 1) return ['--single-threaded-gc', '--v8-pool-size=1', noGuesses];
  return [`--v8-pool-size=${Math.min(4, cores - 1)}`, noGuesses];
}
