/** F-58: every byte of what was signed, and a sample of all else, flipped: each is found. `npm run soak -- tampering` flips them all. */
import { canonicalJson } from '@entente/shared/canonical-json';
import { type EvidenceFile, writeEvidence } from '@entente/shared/evidence/evidence-file';
import { sealPlaces } from '@entente/shared/evidence/pdf-bytes';
import { evidenceDigest } from '@entente/shared/signing/proof';
import { statementDigest } from '@entente/shared/signing/statement';
import { describe, expect, test } from 'vitest';
import { Chance } from '../support/chance.ts';
import { sealed, sealedPdf, sealIdentity } from '../support/sealed-sample.ts';
import { givenSigned, rechained } from '../support/signed-convention.ts';
import { type Flip, foundIn, type Sweep, signedRegions, sweep } from '../support/tampering.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const chance = new Chance(seed);
const identity = await sealIdentity();
const evidence = await sealed(givenSigned().evidence(), identity);
const file = Uint8Array.from(writeEvidence(evidence));
const regions = signedRegions(file);

const isSigned = ({ at }: Flip) => regions.some(({ start, end }) => at >= start && at < end);
const anyFlip = (length: number): Flip => ({ at: chance.below(length), mask: 1 << chance.below(8) });

/** The signature with a byte flipped; `undefined` when it is no JSON any more. */
function flippedSignature(bytes: Uint8Array, { at, mask }: Flip): EvidenceFile['signatures'][number] | undefined {
  const flipped = Uint8Array.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ mask;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(flipped)) as EvidenceFile['signatures'][number];
  } catch {
    return undefined;
  }
}

/** The file with that signature in the other's place, in the journal too. */
function withSignature(before: EvidenceFile, place: number, forged: EvidenceFile['signatures'][number]): EvidenceFile {
  const old = before.signatures[place];
  const journal = before.journal.map((entry) => {
    const { event } = entry;
    if (!old || event.type !== 'ConventionSigned' || event.statement !== statementDigest(old.statement)) return entry;
    const proof = { kind: forged.proof?.kind, evidence: evidenceDigest(forged) };
    return { ...entry, event: { ...event, statement: statementDigest(forged.statement), proof } };
  });
  return rechained({ ...before, journal, signatures: before.signatures.with(place, forged) });
}

/** The count, for whoever reads the test's output. */
function tell(what: string, { tried, found }: Sweep): void {
  const codes = [...found].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
  process.stdout.write(`F-58: ${tried} bytes flipped in ${what} (seed ${seed}), all found: ${codes.join(', ')}\n`);
}

describe('F-58: a byte flipped', () => {
  test('in nothing at all, nothing is found', async () => {
    expect(await foundIn(file, { at: 0, mask: 0 })).toEqual([]);
  });

  test('in any statement, assertion or key', async () => {
    expect(regions.map(({ part }) => part)).toEqual(
      [1, 2, 3].flatMap((number) => [`statement ${number}`, `proof ${number}`]),
    );
    const flips = regions.flatMap(({ start, end }) =>
      Array.from({ length: end - start }, (_, place) => ({ at: start + place, mask: 1 << chance.below(8) })),
    );
    const swept = await sweep(file, flips, isSigned);
    expect(swept.missed).toEqual([]);
    expect(swept.tried).toBeGreaterThan(3_000);
    tell('statements, assertions and keys', swept);
  });

  test('in a signature, with everything that names it written anew', async () => {
    // The forger holds the server, its journal and its seal, and lacks the signatory's key alone.
    const last = evidence.signatures.length - 1;
    const written = canonicalJson(evidence.signatures[last]);
    const bytes = new TextEncoder().encode(written);
    const isWithin = ({ at }: Flip, from: string, to: string) =>
      at >= written.indexOf(`"${from}"`) && at < written.indexOf(`"${to}"`);
    // Nothing that a key signs depends on its name or on when it was added: the journal's digest alone holds them.
    const isServersWord = (flip: Flip) => isWithin(flip, 'added', 'algorithm') || isWithin(flip, 'credential', 'kind');
    let tried = 0;
    for (let turn = 0; turn < 500; turn += 1) {
      const flip = anyFlip(bytes.length);
      const forged = flippedSignature(bytes, flip);
      if (forged === undefined || isServersWord(flip)) continue;
      tried += 1;
      const resigned = await sealed(withSignature(evidence, last, forged), identity);
      const found = await foundIn(Uint8Array.from(writeEvidence(resigned)), { at: 0, mask: 0 });
      expect(found, `byte ${flip.at} ^ ${flip.mask} of ${written}`).not.toEqual([]);
    }
    expect(tried).toBeGreaterThan(200);
    process.stdout.write(
      `F-58: ${tried} bytes flipped in a signature that the whole journal was made to name, all found\n`,
    );
  });

  test('elsewhere in the evidence file', async () => {
    const swept = await sweep(
      file,
      Array.from({ length: 600 }, () => anyFlip(file.length)),
      isSigned,
    );
    expect(swept.missed).toEqual([]);
    tell('the evidence file', swept);
  });

  test('in the sealed document', async () => {
    const pdf = await sealedPdf({ identity, evidence });
    // The seal's own bytes are what no signature covers: half of the flips are there.
    const start = sealPlaces(pdf)[0]?.start ?? 0;
    const written = pdf.subarray(start).findLastIndex((byte, at) => at < 10_000 && byte !== 0x30);
    const inSeal = Array.from({ length: 125 }, () => ({
      at: start + chance.below(written),
      mask: 1 << chance.below(8),
    }));
    const flips = [...Array.from({ length: 125 }, () => anyFlip(pdf.length)), ...inSeal];
    const swept = await sweep(pdf, flips, () => false);
    expect(swept.missed).toEqual([]);
    tell('the PDF', swept);
  });
});
