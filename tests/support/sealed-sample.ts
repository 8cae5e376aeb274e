/** A signed convention as its parties receive it: the evidence file under the server's seal, and the sealed PDF that holds it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPdfRenderer } from '@entente/server/pdf/pdf-renderer';
import { loadSealIdentity, type SealIdentity } from '@entente/server/sealing/seal-identity';
import { createSealer } from '@entente/server/sealing/sealer';
import { timestampAuthority } from '@entente/server/sealing/timestamp-authority';
import { type EvidenceFile, sealedBytes, writeEvidence } from '@entente/shared/evidence/evidence-file';
import { toBase64url } from '@entente/shared/signing/base64url';
import type { CanonicalText } from '@entente/shared/text/digest';
import { conventionToPrint, everyParticular } from './pdf-inputs.ts';
import { origin } from './signed-convention.ts';

const clock = () => new Date('2026-03-14T10:05:00.000Z');

/** A sealing key and certificate of its own, as a server makes them at its first start. */
export async function sealIdentity(): Promise<SealIdentity> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'seal-'));
  try {
    return await loadSealIdentity({ kind: 'own' }, { dataDirectory, publicUrl: origin, clock });
  } finally {
    rmSync(dataDirectory, { recursive: true });
  }
}

/** The file with the server's certificate and its seal. */
export async function sealed(file: EvidenceFile, identity: SealIdentity): Promise<EvidenceFile> {
  const named = { ...file, server: { ...file.server, certificate: toBase64url(identity.certificate) } };
  const signature = await identity.sign(sealedBytes(named));
  return { ...named, seal: { algorithm: identity.algorithm, signature: toBase64url(signature) } };
}

export type SealedPdf = {
  readonly identity: SealIdentity;
  /** What is attached; `null` for a document without. */
  readonly evidence: EvidenceFile | null;
  /** Address of an authority that dates the seal. */
  readonly authority?: string;
  /** Printed instead of the usual words. */
  readonly written?: Partial<CanonicalText>;
};

/** A printed convention with the evidence inside, under the seal. The pages are another convention's: nothing reads them. */
export async function sealedPdf({
  identity,
  evidence,
  authority,
  written = {},
}: SealedPdf): Promise<Uint8Array<ArrayBuffer>> {
  const renderer = createPdfRenderer();
  try {
    const sealer = createSealer({
      ...{ identity, clock, authority: authority === undefined ? null : timestampAuthority(authority) },
      log: { warn: () => undefined } as unknown as Parameters<typeof createSealer>[0]['log'],
    });
    const status = {
      kind: 'inForce',
      frozenAt: '2026-03-10T09:00:00.000Z',
      since: '2026-03-14T10:00:00.000Z',
    } as const;
    const attached = evidence === null ? {} : { evidence: writeEvidence(evidence) };
    const input = conventionToPrint({ ...everyParticular, ...written }, { status, ...attached });
    const { pdf } = await sealer.seal((seal) => renderer.renderConvention({ ...input, seal }));
    return Uint8Array.from(pdf);
  } finally {
    await renderer.close();
  }
}
