/** What the verifier says of sealed documents: honest ones, and those that somebody has been at (F-58, F-61). */
import { type EvidenceFile, writeEvidence } from '@entente/shared/evidence/evidence-file';
import { type Report, verifyFile } from '@entente/shared/evidence/verify-file';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealed, sealedPdf, sealIdentity } from '../support/sealed-sample.ts';
import { givenSigned } from '../support/signed-convention.ts';
import { type FakeAuthority, openAuthority } from '../support/timestamp-authority.ts';
import { codesThat, failuresOf, reportOn, verifier } from '../support/verifying.ts';

let authority: FakeAuthority;
const identity = await sealIdentity();
const evidence = await sealed(givenSigned().evidence(), identity);
const pdf = await sealedPdf({ identity, evidence });

beforeAll(async () => {
  authority = await openAuthority();
});
afterAll(() => authority.close());

async function reportOnPdf(bytes: Uint8Array<ArrayBuffer>): Promise<Report> {
  const verified = await verifyFile(bytes, verifier);
  if (verified.kind === 'unreadable') throw new Error(`it could not be read: ${verified.why}`);
  return verified;
}

describe('the evidence file', () => {
  test('SIG-3: under the server’s seal, everything is proved', async () => {
    const report = await reportOn(evidence);
    expect(report).toMatchObject({ verdict: 'proved', source: 'evidence' });
    expect(codesThat('unknown', report)).toContain('who-sealed');
  });

  test.each<[string, (file: EvidenceFile) => EvidenceFile]>([
    [
      'a name',
      (file) => ({
        ...file,
        names: { ...file.names, organisations: file.names.organisations.map((one) => ({ ...one, name: 'Autre' })) },
      }),
    ],
    [
      'the address of the server',
      (file) => ({ ...file, server: { ...file.server, origin: 'https://autre.example.org' } }),
    ],
    ['the hash of the text’s history', (file) => ({ ...file, segment: 'a'.repeat(64) })],
  ])('SIG-3: %s changed breaks the seal', async (_what, change) => {
    expect(await failuresOf(change(evidence))).toEqual(['file-seal']);
  });

  test('SIG-3: a seal taken off is told', async () => {
    const report = await reportOn({ ...evidence, seal: null });
    expect(codesThat('unknown', report)).toContain('file-seal');
    expect(report.verdict).toBe('unsure');
  });

  test('SIG-3: a seal of another key', async () => {
    const other = await sealIdentity();
    const { seal } = await sealed(evidence, other);
    expect(await failuresOf({ ...evidence, seal })).toEqual(['file-seal']);
  });
});

describe('the sealed document', () => {
  test('SIG-3: everything is proved, and the evidence is found inside', async () => {
    const report = await reportOnPdf(pdf);
    expect(codesThat('fails', report)).toEqual([]);
    expect(report).toMatchObject({ verdict: 'proved', source: 'pdf' });
    expect(writeEvidence(report.file ?? evidence)).toEqual(writeEvidence(evidence));
    expect(report.checks.find(({ code }) => code === 'pdf-seal')?.data).toEqual({
      text: expect.stringContaining('entente.example.org'),
      digest: identity.fingerprint,
    });
    expect(codesThat('unknown', report)).toEqual(
      expect.arrayContaining(['no-timestamp', 'pages-as-printed', 'who-sealed']),
    );
  });

  test('F-61: a timestamp is verified, and its time told', async () => {
    authority.mood = 'answers';
    const report = await reportOnPdf(await sealedPdf({ identity, evidence, authority: authority.url }));
    expect(codesThat('fails', report)).toEqual([]);
    const stamp = report.checks.find(({ code }) => code === 'pdf-timestamp');
    expect(stamp).toMatchObject({ status: 'holds', data: { at: expect.stringMatching(/^20\d\d-/) } });
    // Anybody can call themselves an authority: whose it is, no file proves.
    const whose = report.checks.find(({ code }) => code === 'who-stamped');
    expect(whose).toMatchObject({
      group: 'limits',
      data: { text: 'Horloge', digest: expect.stringMatching(/^(..:){31}..$/) },
    });
  });

  test('F-58: bytes appended after the seal', async () => {
    const longer = Uint8Array.from([...pdf, ...new TextEncoder().encode('\n1 0 obj\n<<>>\nendobj\n')]);
    expect(codesThat('fails', await reportOnPdf(longer))).toEqual(['pdf-whole']);
  });

  test('F-58: bytes cut off', async () => {
    const verified = await verifyFile(pdf.slice(0, -10), verifier);
    expect(verified).toMatchObject({ kind: 'report', verdict: 'broken' });
  });

  test('SIG-3: sealed by somebody else, who attached the honest evidence', async () => {
    const report = await reportOnPdf(await sealedPdf({ identity: await sealIdentity(), evidence }));
    expect(codesThat('fails', report)).toEqual(['pdf-same-server']);
  });

  test('SIG-3: a document without evidence is told as such', async () => {
    const report = await reportOnPdf(await sealedPdf({ identity, evidence: null }));
    expect(codesThat('fails', report)).toEqual([]);
    expect(report).toMatchObject({ verdict: 'unsure', file: undefined });
  });

  test('SIG-3: evidence that was forged before it was sealed is found all the same', async () => {
    const forged = { ...evidence, digest: '0'.repeat(64), seal: null };
    const report = await reportOnPdf(await sealedPdf({ identity, evidence: forged }));
    expect(codesThat('fails', report)).toEqual(expect.arrayContaining(['text-digest', 'frozen']));
    expect(codesThat('holds', report)).toContain('pdf-seal');
  });
});
