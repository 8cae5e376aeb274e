/**
 * F-58: what a byte flipped does to a signed convention. Every flip changes what the file says, since an evidence file has one
 * written form and a seal covers every byte of its document; so every flip must be found, and none may break the verifier.
 */
import { canonicalJson } from '@entente/shared/canonical-json';
import { verifyFile } from '@entente/shared/evidence/verify-file';
import { verifier } from './verifying.ts';

export type Flip = { readonly at: number; readonly mask: number };

/** `part`: what the file is there. */
export type Region = { readonly part: string; readonly start: number; readonly end: number };

/** Checks that say no more than that bytes are others than the server's: in what was signed, something else must be found too. */
const serversWord = new Set(['file-seal', 'one-form', 'pdf-seal', 'pdf-whole']);

/** What the verifier finds in these bytes with one of them flipped: codes of what fails, or why they can't be read. */
export async function foundIn(bytes: Uint8Array<ArrayBuffer>, { at, mask }: Flip): Promise<readonly string[]> {
  const flipped = Uint8Array.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ mask;
  const verified = await verifyFile(flipped, verifier);
  if (verified.kind === 'unreadable') return [verified.why];
  return [...new Set(verified.checks.filter(({ status }) => status === 'fails').map(({ code }) => code))];
}

/** True when the flip was found, in a signature by more than the server's seal. */
export function isFound(found: readonly string[], isSigned: boolean): boolean {
  return found.some((code) => !isSigned || !serversWord.has(code));
}

/** Where the statements, the assertions and the keys stand in an evidence file; the key each is under names them. */
export function signedRegions(evidence: Uint8Array): readonly Region[] {
  const text = new TextDecoder().decode(evidence);
  const { signatures } = JSON.parse(text) as { signatures: { statement: unknown; proof: unknown }[] };
  return signatures.flatMap(({ statement, proof }, number) =>
    [statement, proof].map((value, second) => {
      const json = canonicalJson(value);
      // Places count bytes, and titles may hold letters of several.
      const start = new TextEncoder().encode(text.slice(0, text.indexOf(json))).length;
      const end = start + new TextEncoder().encode(json).length;
      return { part: `${second === 0 ? 'statement' : 'proof'} ${number + 1}`, start, end };
    }),
  );
}

export type Sweep = {
  readonly tried: number;
  readonly missed: readonly string[];
  readonly found: ReadonlyMap<string, number>;
};

/** Tries the flips, several at a time. `isSigned`: whether more than the server's seal must tell. */
export async function sweep(
  bytes: Uint8Array<ArrayBuffer>,
  flips: readonly Flip[],
  isSigned: (flip: Flip) => boolean,
): Promise<Sweep> {
  const missed: string[] = [];
  const found = new Map<string, number>();
  const waiting = flips.values();
  const work = async () => {
    for (const flip of waiting) {
      const codes = await foundIn(bytes, flip);
      for (const code of codes) found.set(code, (found.get(code) ?? 0) + 1);
      if (!isFound(codes, isSigned(flip)))
        missed.push(`byte ${flip.at} ^ ${flip.mask}: ${codes.join(', ') || 'nothing'}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return { tried: flips.length, missed, found };
}
