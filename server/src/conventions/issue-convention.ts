/** The convention as a file to hand out: a marked draft while it is negotiated, then sealed, with its evidence inside. */
import { canonicalJson } from '@entente/shared/canonical-json';
import type { Existing } from '@entente/shared/negotiation/state';
import { sha256Hex } from '@entente/shared/sha256';
import type { ConventionPdf } from '../pdf/convention-pdf.ts';
import type { PrintOptions } from '../pdf/pdf-renderer.ts';
import type { IssuedDocument } from '../sealing/issued-documents.ts';
import type { Services } from '../services.ts';
import { evidenceOf, type GatheredEvidence, sealEvidence } from './evidence-of.ts';
import { printableConvention } from './print.ts';

/** Changes when the same state would be printed otherwise. */
const printing = 'entente/print/1';

/** A draft binds nobody and is never sealed; its bytes are for whoever asked, who may leave. */
export async function printDraft(services: Services, state: Existing, options: PrintOptions): Promise<Uint8Array> {
  return services.pdf.renderConvention(await printableConvention(services, state), options);
}

/** The frozen or signed convention. Who leaves doesn't stop it: others may wait for the same document. */
export async function issueConvention(
  services: Services,
  state: Exclude<Existing, { stage: 'negotiating' }>,
): Promise<IssuedDocument> {
  const { sealer, issued, pdf } = services;
  const gathered = await evidenceOf(services, state);
  const { head } = gathered;
  const printable: ConventionPdf = { ...(await printableConvention(services, state)), journal: head };
  return issued.get(state.id, digestOf(printable, gathered, services), async () => {
    const evidence = await sealEvidence(gathered, sealer.identity);
    const sealed = await sealer.seal((seal) => pdf.renderConvention({ ...printable, evidence, seal }));
    return { ...sealed, evidence };
  });
}

/** Of all that the document says: people's names and the certificate belong to it. The text is named by its own digest, which is dear to make. */
function digestOf(printable: ConventionPdf, { file }: GatheredEvidence, { sealer }: Services): string {
  const { evidence: _, seal: __, sections: ___, ...said } = printable;
  const { text: ____, ...proved } = file;
  const by = { certificate: sealer.identity.fingerprint, authority: sealer.authority };
  return sha256Hex(canonicalJson({ printing, said, proved, by }));
}
