/**
 * What a printed convention is made of. Everything is in the input, dates and names included: the same input gives the
 * same bytes, and printing reads neither a clock nor a database.
 */
import type { Instant, OrganisationId, Signature, SignatureProof } from '@entente/shared/negotiation/state';
import type { CanonicalText, Digest } from '@entente/shared/text/digest';

export type PdfLanguage = 'fr' | 'en';

export type ConventionPdf = {
  /** The convention's language: headings, dates, hyphenation and typography follow it. */
  readonly language: PdfLanguage;
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
};

export type PdfAwaitedSignatory = {
  readonly organisation: OrganisationId;
  /** The person's name. */
  readonly person: string;
  readonly capacity: Signature['capacity'];
};
