import { readAssertion } from '../signing/passkey-assertion.ts';
import type { PasskeyProof } from '../signing/proof.ts';
import type { Statement } from '../signing/statement.ts';
import type { VerifySignature } from '../signing/verify-signature.ts';
import { type Check, type CheckCode, type CheckData, holdsIf, type Status } from './check.ts';

type Asked = {
  readonly proof: PasskeyProof;
  readonly statement: Statement;
  readonly check: (code: CheckCode, status: Status, data?: CheckData) => Check;
  readonly verifySignature: VerifySignature;
};

/** The assertion point by point, then the signature itself. */
export async function passkeyChecks({ proof, statement, check, verifySignature }: Asked): Promise<readonly Check[]> {
  const points = readAssertion(proof, statement);
  const verdict = points.signature ? await verifySignature(points.signature) : 'invalid';
  return [
    check('challenge', holdsIf(points.challenge)),
    check('origin', holdsIf(points.origin), { text: statement.origin }),
    check('relying-party', holdsIf(points.relyingParty), { text: statement.origin }),
    check('user-verified', holdsIf(points.verified)),
    check('backup', holdsIf(points.backup), {
      words: [proof.backedUp ? 'copied' : proof.backupEligible ? 'may-be-copied' : 'one-device'],
    }),
    check('passkey-signature', verdict === 'unsupported' ? 'unknown' : holdsIf(verdict === 'valid')),
  ];
}
