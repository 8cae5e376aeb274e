/** F-58, for as long as somebody likes: every byte of an evidence file and of a sealed document, not a sample. */
import { writeEvidence } from '@entente/shared/evidence/evidence-file';
import { sealed, sealedPdf, sealIdentity } from '../support/sealed-sample.ts';
import { givenSigned } from '../support/signed-convention.ts';
import { foundIn, isFound, signedRegions } from '../support/tampering.ts';
import { type Attempts, sharedTrial, type Trial } from './trial.ts';

/** A prime. */
const stride = 104_729;

async function prepare(): Promise<Attempts> {
  const identity = await sealIdentity();
  const evidence = await sealed(givenSigned({ parties: 2 }).evidence(), identity);
  const file = Uint8Array.from(writeEvidence(evidence));
  const pdf = await sealedPdf({ identity, evidence });
  const regions = signedRegions(file);
  return {
    // Keys are new each time, so a seed names a place in the file and a bit, not the file's bytes.
    attempt: async (seed) => {
      // A stride that shares no divisor with the length comes by every byte, and a few seeds see all of both files.
      const place = (seed * stride) % (file.length + pdf.length);
      const mask = 1 << (Math.floor(seed / (file.length + pdf.length)) % 8);
      const isInFile = place < file.length;
      const at = isInFile ? place : place - file.length;
      const isSigned = isInFile && regions.some(({ start, end }) => at >= start && at < end);
      const found = await foundIn(isInFile ? file : pdf, { at, mask });
      if (!isFound(found, isSigned)) {
        throw new Error(
          `byte ${at} of the ${isInFile ? 'evidence file' : 'PDF'} ^ ${mask}: ${found.join(', ') || 'nothing'}`,
        );
      }
      return { [isInFile ? 'bytes of evidence flipped' : 'bytes of PDF flipped']: 1 };
    },
    end: async () => undefined,
  };
}

const tampering = sharedTrial(
  {
    name: 'tampering',
    title:
      'Every byte of a signed convention’s evidence file and sealed PDF flipped: each flip is found, none breaks the verifier.',
    defaultCount: 260_000,
  },
  prepare,
);

export const tamperingTrials: readonly Trial[] = [tampering];
