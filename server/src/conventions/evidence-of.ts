/** Gathers the evidence of a frozen or signed convention, and has the server's key sign it. EVIDENCE.md describes the file. */
import type { EvidenceFile, Named } from '@entente/shared/evidence/evidence-file';
import { evidenceFormat, sealedBytes, writeEvidence } from '@entente/shared/evidence/evidence-file';
import type { Existing } from '@entente/shared/negotiation/state';
import type { SignatureEvidence } from '@entente/shared/signing/proof';
import type { SealIdentity } from '../sealing/seal-identity.ts';
import type { Services } from '../services.ts';
import type { StoredEntry } from '../storage/convention-store.ts';
import { namesIn } from './names.ts';

export type GatheredEvidence = {
  /** Without the server's own seal: the same state gives the same file. */
  readonly file: EvidenceFile;
  readonly head: { readonly version: number; readonly hash: string };
};

/** The evidence as it stands. Throws when the text is not the frozen one: nothing may be attested that was not agreed to. */
export async function evidenceOf(
  services: Services,
  state: Exclude<Existing, { stage: 'negotiating' }>,
): Promise<GatheredEvidence> {
  const { db, store, conventions, sealer, publicUrl } = services;
  const { facts, sections } = await conventions.text(state.id);
  if (facts.digest !== state.text.digest) throw new Error('the text is not the one that was frozen');
  const entries = (await store.load(state.id))?.entries ?? [];
  const last = entries.at(-1);
  if (last === undefined) throw new Error('a frozen convention has no journal');
  const names = await namesIn({ db }, state);
  return {
    head: { version: last.version, hash: last.hash },
    file: {
      format: evidenceFormat,
      convention: state.id,
      text: sections,
      digest: facts.digest,
      journal: entries.map(({ version, event, text, hash }) => ({ version, event, text, hash })),
      signatures: await signaturesOf(db, state.id, entries),
      segment: last.text,
      names: {
        organisations: inOrder(names.organisations.map(({ id, name }) => ({ id, name }))),
        people: inOrder(names.people.flatMap(({ id, name }) => (name === null ? [] : [{ id, name }]))),
      },
      server: { origin: publicUrl, certificate: base64url(sealer.identity.certificate) },
      seal: null,
    },
  };
}

/** In the journal's order, which is the order of signing. */
async function signaturesOf(
  db: Services['db'],
  convention: string,
  entries: readonly StoredEntry[],
): Promise<readonly SignatureEvidence[]> {
  const rows = await db
    .selectFrom('signature_evidence')
    .select(['digest', 'body'])
    .where('convention', '=', convention)
    .execute();
  const bodies = new Map(rows.map(({ digest, body }) => [digest, body]));
  return entries.flatMap(({ event }) => {
    if (event.type !== 'ConventionSigned' || event.proof.kind === 'password') return [];
    const body = bodies.get(event.proof.evidence);
    if (body === undefined) throw new Error('the evidence of a signature is missing');
    return [JSON.parse(body) as SignatureEvidence];
  });
}

/** The file's bytes, with the server's signature over all of it. */
export async function sealEvidence({ file }: GatheredEvidence, identity: SealIdentity): Promise<Uint8Array> {
  const signature = await identity.sign(sealedBytes(file));
  return writeEvidence({ ...file, seal: { algorithm: identity.algorithm, signature: base64url(signature) } });
}

/** The same people are written the same way. */
function inOrder(names: readonly Named[]): readonly Named[] {
  return names.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
