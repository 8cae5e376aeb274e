/**
 * Several Yjs updates as one. `Y.mergeUpdates` keeps every letter an item of its own; here letters that were typed one
 * after the other become one run, as Yjs itself joins them once they are in a document.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type Struct = Y.Item | Y.GC | Y.Skip;
type Range = { readonly clock: number; readonly len: number };
export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;

/** One update that says what these say. They may repeat each other; between them, nothing of a client may be missing. */
export function joinUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  if (only && updates.length === 1) return only;
  return joinDecoded(updates.map((update) => Y.decodeUpdate(update))) ?? Y.mergeUpdates([...updates]);
}

/** The same, of updates that are decoded already; `undefined` when they overlap or leave gaps. Uses the structs up. */
export function joinDecoded(updates: readonly DecodedUpdate[]): Uint8Array | undefined {
  const runs = new Map<number, Struct[]>();
  for (const { structs } of updates) {
    for (const struct of structs) {
      const run = runs.get(struct.id.client);
      if (!run) runs.set(struct.id.client, [struct]);
      else if (!append(run, struct)) return undefined;
    }
  }
  return encode(runs, deletionsOf(updates));
}

/** Appends a struct to its client's; false when it does not follow. */
function append(run: Struct[], next: Struct): boolean {
  const last = run.at(-1);
  if (!last || last.id.clock + last.length !== next.id.clock) return false;
  if (last instanceof Y.GC && next instanceof Y.GC) last.length += next.length;
  else if (isWords(last) && isWords(next) && continues(last, next)) {
    last.content.str += next.content.str;
    last.length += next.length;
  } else run.push(next);
  return true;
}

type Words = Y.Item & { content: Y.ContentString };

/** The words were typed right behind the others, before the same neighbour: Yjs would read them as one item. */
function continues(last: Words, next: Words): boolean {
  return (
    next.origin !== null &&
    next.origin.client === last.id.client &&
    next.origin.clock === last.id.clock + last.length - 1 &&
    Y.compareIDs(last.rightOrigin, next.rightOrigin)
  );
}

function isWords(struct: Struct): struct is Words {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentString;
}

function deletionsOf(updates: readonly DecodedUpdate[]): ReadonlyMap<number, readonly Range[]> {
  const deletions = new Map<number, Range[]>();
  for (const { ds } of updates) {
    for (const [client, ranges] of ds.clients) {
      const known = deletions.get(client);
      if (known) known.push(...ranges);
      else deletions.set(client, [...ranges]);
    }
  }
  for (const [client, ranges] of deletions) deletions.set(client, joinRanges(ranges));
  return deletions;
}

function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: { clock: number; len: number }[] = [];
  for (const { clock, len } of [...ranges].sort((a, b) => a.clock - b.clock)) {
    const last = joined.at(-1);
    if (last && clock <= last.clock + last.len) last.len = Math.max(last.len, clock + len - last.clock);
    else joined.push({ clock, len });
  }
  return joined;
}

/** Update format V1: the clients' structs, highest client first, then what is deleted. */
function encode(
  runs: ReadonlyMap<number, readonly Struct[]>,
  deletions: ReadonlyMap<number, readonly Range[]>,
): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const { restEncoder } = encoder;
  encoding.writeVarUint(restEncoder, runs.size);
  for (const [client, structs] of [...runs].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(restEncoder, structs.length);
    encoder.writeClient(client);
    encoding.writeVarUint(restEncoder, structs[0]?.id.clock ?? 0);
    for (const struct of structs) struct.write(encoder, 0);
  }
  encoding.writeVarUint(restEncoder, deletions.size);
  for (const [client, ranges] of [...deletions].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(restEncoder, client);
    encoding.writeVarUint(restEncoder, ranges.length);
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
  return encoder.toUint8Array();
}
