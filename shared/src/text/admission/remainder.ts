/** Writes what was admitted as an update of format V1, so that nothing unchecked travels with it. */
import { writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import type { NewDeletion } from './new-deletions.ts';
import type { NewStruct, NewStructs } from './new-structs.ts';
import type { Places } from './places.ts';

/**
 * The update that holds these structs and deletions, and nothing else. What is garbage here is written as garbage: it then is
 * on every page, also on one that hears of the deletion and of what came after it in one update, deletions last.
 */
export function encodeRemainder(
  news: NewStructs,
  { places, deletions }: { readonly places: Places; readonly deletions: readonly NewDeletion[] },
): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  // Higher identifiers first, as Yjs writes them: conflicts are then resolved with the fewest steps.
  const runs = [...news.values()].sort((a, b) => (b[0]?.client ?? 0) - (a[0]?.client ?? 0));
  writeVarUint(encoder.restEncoder, runs.length);
  for (const run of runs) writeRun(encoder, run, places);
  writeDeletions(encoder, deletions);
  return encoder.toUint8Array();
}

function writeRun(encoder: Y.UpdateEncoderV1, run: readonly NewStruct[], places: Places): void {
  const first = run[0];
  if (first === undefined) throw new Error('a run of structs is never empty');
  writeVarUint(encoder.restEncoder, run.length);
  encoder.writeClient(first.client);
  writeVarUint(encoder.restEncoder, first.clock);
  for (const { struct, offset, client, clock, end } of run) {
    if (places.newStructAt(client, clock)?.place.kind !== 'garbage') struct.write(encoder, offset);
    else new Y.GC(Y.createID(client, clock), end - clock).write(encoder, 0);
  }
}

function writeDeletions(encoder: Y.UpdateEncoderV1, deletions: readonly NewDeletion[]): void {
  const byClient = new Map<number, { clock: number; length: number }[]>();
  for (const { client, clock, length } of deletions) {
    const ranges = byClient.get(client) ?? [];
    byClient.set(client, ranges);
    const last = ranges.at(-1);
    if (last && last.clock + last.length === clock) last.length += length;
    else ranges.push({ clock, length });
  }
  const clients = [...byClient].sort(([a], [b]) => b - a);
  writeVarUint(encoder.restEncoder, clients.length);
  for (const [client, ranges] of clients) {
    encoder.resetDsCurVal();
    writeVarUint(encoder.restEncoder, client);
    writeVarUint(encoder.restEncoder, ranges.length);
    for (const { clock, length } of ranges) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(length);
    }
  }
}
