/** Seals a document (PAdES B-B, or B-T with a timestamp), and says on its own page which of the two it is. */
import type { Instant } from '@entente/shared/negotiation/state';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { signedBy } from './cms.ts';
import type { SealIdentity } from './seal-identity.ts';
import { digestForSeal, fillSeal, fitsSealPlace } from './seal-place.ts';
import type { TimestampAuthority } from './timestamp-authority.ts';

/** What the document says of its own seal. It is printed before it is sealed, since the seal covers the page. */
export type SealToPrint = {
  readonly at: Instant;
  readonly certificate: Pick<SealIdentity, 'subject' | 'fingerprint' | 'isOwn'> & { readonly der: Uint8Array };
  readonly timestamp:
    | { readonly kind: 'granted'; readonly authority: string }
    | { readonly kind: 'not-configured' }
    | { readonly kind: 'failed'; readonly authority: string };
};

export type TimestampOutcome = SealToPrint['timestamp']['kind'];

export type Sealed = { readonly pdf: Uint8Array; readonly at: Instant; readonly timestamp: TimestampOutcome };

export interface Sealer {
  readonly identity: SealIdentity;
  /** Host of the authority; `null` when none is configured. */
  readonly authority: string | null;
  /** `print` is asked for a document with a place for the seal, again when the authority has failed: the page says so. */
  seal(print: (seal: SealToPrint) => Promise<Uint8Array>): Promise<Sealed>;
}

type SealerParts = {
  readonly identity: SealIdentity;
  readonly authority: TimestampAuthority | null;
  readonly clock: Clock;
  readonly log: Logger;
};

export function createSealer({ identity, authority, clock, log }: SealerParts): Sealer {
  const certificate = { ...identity, der: identity.certificate };
  const told = (timestamp: SealToPrint['timestamp']): SealToPrint => ({
    at: clock().toISOString(),
    certificate: {
      der: certificate.der,
      subject: certificate.subject,
      fingerprint: certificate.fingerprint,
      isOwn: certificate.isOwn,
    },
    timestamp,
  });

  async function sealWithout(print: (seal: SealToPrint) => Promise<Uint8Array>, seal: SealToPrint): Promise<Sealed> {
    const pdf = await print(seal);
    const signed = await signedBy(identity, digestForSeal(pdf));
    return { pdf: fillSeal(pdf, signed.toDer()), at: seal.at, timestamp: seal.timestamp.kind };
  }

  return {
    identity,
    authority: authority?.name ?? null,
    async seal(print) {
      if (authority === null) return sealWithout(print, told({ kind: 'not-configured' }));
      const seal = told({ kind: 'granted', authority: authority.name });
      const pdf = await print(seal);
      const signed = await signedBy(identity, digestForSeal(pdf));
      const timestamp = await authority.timestamp(signed.signature);
      const whole = timestamp.kind === 'granted' ? signed.toDer(timestamp.token) : undefined;
      if (whole && fitsSealPlace(pdf, whole)) return { pdf: fillSeal(pdf, whole), at: seal.at, timestamp: 'granted' };
      const why = timestamp.kind === 'failed' ? timestamp.why : 'no-room';
      log.warn({ authority: authority.name, why }, 'a document was sealed without a timestamp');
      return sealWithout(print, told({ kind: 'failed', authority: authority.name }));
    },
  };
}
