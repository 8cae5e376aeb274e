import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { digestOfConventions, flip, flipAt, flippedBit, rowsOf, type Worn, wearIn, without } from './support/damage.ts';
import { Installation } from './support/installation.ts';
import { faultsServed, wholeText } from './support/reading.ts';
import { cutsOf, TornLog } from './support/torn-log.ts';

let whole: Installation;
let worn: Worn;

beforeAll(async () => {
  whole = await Installation.make();
  worn = await wearIn(whole);
});
afterAll(async () => {
  await whole?.remove();
  await rm(`${whole.folder}.record`, { force: true });
});

/** The bytes of a column in the last row that belongs to the convention. */
function bytesOf(installation: Installation, table: string, column: string): Uint8Array {
  const value = rowsOf(installation, table).findLast((row) => row.convention === worn.convention)?.[column];
  if (typeof value === 'string') return Buffer.from(value);
  if (value instanceof Uint8Array) return value;
  throw new Error(`nothing in ${table}.${column}`);
}

async function onCopy(act: (copy: Installation) => Promise<void>): Promise<void> {
  const copy = await whole.copy();
  try {
    await act(copy);
  } finally {
    await copy.remove();
  }
}

const places = [
  {
    what: 'update',
    table: 'text_update',
    column: 'bytes',
    sentence: /text of convention \S+: update \d+ fails its checksum/,
  },
  {
    what: 'segment',
    table: 'text_segment',
    column: 'payload',
    sentence: /text of convention \S+: segment \d+ does not match its hash/,
  },
  {
    what: 'entry of the journal',
    table: 'journal',
    column: 'event',
    sentence: /journal of convention \S+: entry \d+ does not match its hash/,
  },
] as const;

test.each(places)(
  'F-07 a flipped bit in one $what is found, and named; other conventions go on',
  ({ table, column, sentence }) =>
    onCopy(async (copy) => {
      // Behind a snapshot nothing older is read.
      without(copy, 'text_snapshot');
      const bytes = bytesOf(copy, table, column);
      flip(copy, bytes.subarray(0, 48), Math.min(40, bytes.length - 4));
      const server = await copy.start();
      await expect(wholeText(copy, worn.convention)).rejects.toThrow();
      const isSaid = (line: string) => sentence.test(line) && line.includes(worn.convention);
      await eventually(() => server.stdout.split('\n').some(isSaid));
      expect((await wholeText(copy, worn.neighbour)).length).toBeGreaterThan(0);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      expect(await copy.stop()).toBe(0);
    }),
);

/** So many bytes of a value are never torn apart by a page's end, whatever follows them. */
const onOnePage = 400;

/** Where a flipped bit leaves packed bytes that can be unpacked all the same, to something else. */
function unnoticedIn(packed: Uint8Array): number {
  const whole = brotliDecompressSync(packed);
  for (let at = Math.min(packed.length, onOnePage) - 1; at > 0; at--) {
    const flipped = Uint8Array.from(packed, (byte, index) => (index === at ? byte ^ (1 << flippedBit) : byte));
    try {
      if (!brotliDecompressSync(flipped).equals(whole)) return at;
    } catch {
      // Unpacking finds this one.
    }
  }
  throw new Error('every flipped bit is found by unpacking');
}

test.each([
  { how: 'so that it can’t be unpacked', placeIn: () => 40 },
  { how: 'so that it is unpacked to another text', placeIn: unnoticedIn },
])(
  'F-07 a flipped bit in a snapshot, $how, is found, and named; the text is loaded whole from the log',
  ({ placeIn }) =>
    onCopy(async (copy) => {
      for (const { convention, state } of rowsOf(copy, 'text_snapshot')) {
        const packed = state as Uint8Array;
        if (convention === worn.convention) flip(copy, packed.subarray(0, onOnePage), placeIn(packed));
      }
      const server = await copy.start();
      expect(await faultsServed(copy, worn.convention, worn.promises)).toEqual([]);
      const sentence = new RegExp(`snapshot \\d+ of convention ${worn.convention} is damaged`);
      await eventually(() => sentence.test(server.stdout));
      expect(await copy.stop()).toBe(0);
    }),
);

test('F-11 loading throws: pages are turned away, nothing stored is touched, and mended it opens as it was', () =>
  onCopy(async (copy) => {
    without(copy, 'text_snapshot');
    const position = flip(copy, bytesOf(copy, 'text_update', 'bytes'), 4);
    const before = digestOfConventions(copy);
    await copy.start();
    for (let tries = 0; tries < 3; tries++) {
      await expect(wholeText(copy, worn.convention)).rejects.toThrow();
    }
    const [person] = copy.people;
    const renaming = { type: 'renameConvention', title: 'Un titre' } as const;
    await expect(person?.api.conventions.command({ id: worn.convention, command: renaming })).rejects.toThrow();
    expect(await copy.stop()).toBe(0);
    expect(digestOfConventions(copy)).toBe(before);
    flipAt(copy.databaseFile, position, flippedBit);
    await copy.start();
    expect(await faultsServed(copy, worn.convention, worn.promises)).toEqual([]);
    expect(await copy.stop()).toBe(0);
  }));

test('F-06 the write-ahead log torn at any byte: what is left is whole, and grows with every byte', () =>
  onCopy(async (copy) => {
    const place = await mkdtemp(join(tmpdir(), 'entente-torn-'));
    try {
      const torn = await TornLog.make(copy, place);
      let before = 0;
      for (const cut of cutsOf(torn.size, 6)) {
        const { faults, words } = await torn.cutAt(cut);
        expect(faults).toEqual([]);
        expect(words).toBeGreaterThanOrEqual(before);
        before = words;
      }
      expect(before).toBeGreaterThan(0);
      expect((await torn.cutAt(torn.size)).faults).toEqual([]);
      expect(await torn.faultsWhole()).toEqual([]);
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }));
