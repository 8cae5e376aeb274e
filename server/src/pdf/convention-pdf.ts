/**
 * What a printed convention is made of. Everything is in the input, dates and names included: the same input gives the
 * same bytes, and printing reads neither a clock nor a database.
 */
import type { Language } from '@entente/shared/language';
import type { Instant, OrganisationId, Party, Signature, SignatureProof } from '@entente/shared/negotiation/state';
import type { CanonicalText, Digest } from '@entente/shared/text/digest';

import type { SealToPrint } from '../sealing/sealer.ts';

export type ConventionPdf = {
  /** The convention's language: headings, dates, hyphenation and typography follow it. */
  readonly language: Language;
  readonly title: string;
  /** IANA name; every time is printed in it, with its offset. */
  readonly timeZone: string;
  readonly status: PdfStatus;
  /** In joining order. */
  readonly parties: readonly PdfParty[];
  /** Names of organisations that read or comment and are not bound. */
  readonly observers: readonly string[];
  readonly sections: CanonicalText;
  /** Digest of the whole text (`TextFacts.digest`); printing refuses a digest that is not the one of `sections`. */
  readonly digest: Digest;
  readonly approvals: readonly PdfApproval[];
  readonly signatures: readonly PdfSignature[];
  /** Who may sign for the parties that have not signed yet; a party without anyone named is printed as waiting all the same. */
  readonly awaited: readonly PdfAwaitedSignatory[];
  /** The last entry of the journal; `null` for a draft. */
  readonly journal: { readonly version: number; readonly hash: Digest } | null;
  /** The evidence file, attached inside; `null` for a draft. */
  readonly evidence: Uint8Array | null;
  /** What the document says of its own seal, and with which it has a place for one; `null` for a document that is not sealed. */
  readonly seal: SealToPrint | null;
};

export type PdfStatus =
  | { readonly kind: 'draft' /** When this draft was taken. */; readonly at: Instant }
  | { readonly kind: 'frozen'; readonly frozenAt: Instant }
  | { readonly kind: 'inForce'; readonly frozenAt: Instant; readonly since: Instant };

export type PdfParty = {
  readonly organisation: OrganisationId;
  readonly name: string;
  readonly kind: 'association' | 'public-body' | 'other';
  /** Place in the palette and in the letters, from 0. */
  readonly mark: number;
  /** Of a public body, once it is recorded (SIG-1). */
  readonly deliberation: Pick<NonNullable<Party['deliberation']>, 'number' | 'date' | 'enforceableOn'> | null;
};

export type PdfApproval = {
  readonly organisation: OrganisationId;
  /** The person's name. */
  readonly person: string;
  readonly at: Instant;
};

export type PdfSignature = {
  readonly organisation: OrganisationId;
  /** The person's name. */
  readonly person: string;
  readonly capacity: Signature['capacity'];
  readonly at: Instant;
  readonly proof: SignatureProof;
  /** SHA-256 of the statement that was signed; `null` for a signature from before there were statements. */
  readonly statement: Digest | null;
};

export type PdfAwaitedSignatory = {
  readonly organisation: OrganisationId;
  /** The person's name. */
  readonly person: string;
  readonly capacity: Signature['capacity'];
};
