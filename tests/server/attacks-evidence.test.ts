/** Forgers of sealed documents and evidence files who hold none of the keys: what they make is found, and what is honest stays proved. */
import { signedBy } from '@entente/server/sealing/cms';
import { digestForSeal, fillSeal } from '@entente/server/sealing/seal-place';
import { type Report, verifyFile } from '@entente/shared/evidence/verify-file';
import { expect, test } from 'vitest';
import { link, node, paragraph, text } from '../support/pdf-inputs.ts';
import { sealed, sealedPdf, sealIdentity } from '../support/sealed-sample.ts';
import { givenSigned } from '../support/signed-convention.ts';
import { codesThat, verifier } from '../support/verifying.ts';

const identity = await sealIdentity();
const evidence = await sealed(givenSigned().evidence(), identity);

async function reportOnPdf(bytes: Uint8Array<ArrayBuffer>): Promise<Report> {
  const verified = await verifyFile(bytes, verifier);
  if (verified.kind === 'unreadable') throw new Error(`it could not be read: ${verified.why}`);
  return verified;
}

test.each(['ed25519', 'rsa-pss'] as const)(
  'F-58: other pages under the honest certificate, whose key makes no %s signatures',
  async (algorithm) => {
    const other = await sealedPdf({ identity, evidence, written: { values: [paragraph('D’autres mots.')] } });
    const nobody = { ...identity, sign: async () => new Uint8Array(64).fill(7) };
    const signed = await signedBy(nobody, digestForSeal(other));
    const forged = fillSeal(emptied(other), withAlgorithm(signed.toDer(), algorithms[algorithm]));
    const report = await reportOnPdf(Uint8Array.from(forged));
    expect(codesThat('fails', report)).toEqual(['pdf-seal']);
    expect(report.verdict).toBe('broken');
  },
);

test.each(['/ByteRange', '/EmbeddedFile', '/ByteRange [0 9 60 1]'])(
  'SIG-3: headings and links that say « %s » hide neither seal nor evidence',
  async (name) => {
    const headings = Array.from({ length: 30 }, () => node('heading', [text(name)], { level: 3 }));
    const links = Array.from({ length: 30 }, () => paragraph(link('ici', `https://example.org${name}`)));
    const report = await reportOnPdf(
      await sealedPdf({ identity, evidence, written: { values: [...headings, ...links] } }),
    );
    expect(codesThat('fails', report)).toEqual([]);
    expect(report.verdict).toBe('proved');
  },
);

/** As DER: algorithms that the key of an ordinary certificate can't have used, the second with parameters. */
const algorithms = {
  ed25519: '300506032b6570',
  'rsa-pss': '301006092a864886f70d01010a3003020101',
};

/** The document with its seal's place empty again. */
function emptied(document: Uint8Array): Uint8Array {
  const again = Uint8Array.from(document);
  const [, start = 0, end = 0] = (
    /\/ByteRange\s*\[\s*0 (\d+)\s+(\d+)/.exec(Buffer.from(document).toString('latin1')) ?? []
  ).map(Number);
  return again.fill(0x30, start + 1, end - 1);
}

/** The signature with another algorithm named beside it, every length around it made to fit. */
function withAlgorithm(der: Uint8Array, algorithm: string): Uint8Array {
  const ecdsa = '300a06082a8648ce3d040302';
  const digits = Buffer.from(der).toString('hex');
  return Buffer.from(replacedAt(digits, digits.lastIndexOf(ecdsa), { from: ecdsa, to: algorithm }), 'hex');
}

function replacedAt(digits: string, at: number, change: { readonly from: string; readonly to: string }): string {
  let written = '';
  for (let start = 0; start < digits.length; ) {
    const short = Number.parseInt(digits.slice(start + 2, start + 4), 16);
    const more = short < 0x80 ? 0 : 2 * (short & 0x7f);
    const head = start + 4 + more;
    const length = 2 * (more === 0 ? short : Number.parseInt(digits.slice(start + 4, head), 16));
    const whole = digits.slice(start, head + length);
    if (start === at) written += change.to;
    else if (start < at && at < head + length) {
      const inner = replacedAt(whole.slice(head - start), at - head, change);
      const size = inner.length / 2;
      const octets = size.toString(16).padStart(size < 256 ? 2 : 4, '0');
      const prefix = size < 128 ? '' : (0x80 + octets.length / 2).toString(16);
      written += digits.slice(start, start + 2) + prefix + octets + inner;
    } else written += whole;
    start = head + length;
  }
  return written;
}
