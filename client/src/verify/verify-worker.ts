/**
 * Verifies beside the page, so that the page stays free whatever the file is, and can stop it. It reads the bytes that it is
 * given and asks nobody anything.
 */
import { inflateWith } from '@entente/shared/evidence/inflate';
import { type Verified, verifyFile } from '@entente/shared/evidence/verify-file';
import { verifierWith } from '@entente/shared/signing/verify-signature';

/** The part of the worker's global scope that is used here; the page's types know only its own. */
const worker = self as unknown as {
  readonly crypto: { readonly subtle: SubtleCrypto };
  readonly postMessage: (verified: Verified) => void;
  readonly addEventListener: (
    type: 'message',
    listener: (event: MessageEvent<Uint8Array<ArrayBuffer>>) => void,
  ) => void;
};

worker.addEventListener('message', async ({ data }) => {
  const verified = await verifyFile(data, {
    verifySignature: verifierWith(worker.crypto.subtle),
    inflate: inflateWith(() => new DecompressionStream('deflate')),
  });
  worker.postMessage(verified);
});
