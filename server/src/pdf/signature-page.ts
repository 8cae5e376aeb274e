/** The signature page of a convention: who signed how, and what the document proves and doesn't. */
import { assertNever } from '@entente/shared/assert-never';
import { proofNameOf } from '@entente/shared/negotiation/state';
import type { ConventionPdf, PdfParty, PdfSignature } from './convention-pdf.ts';
import { partyOf, signOf } from './party-sign.ts';
import { printedCalendarDay, printedDayAndTime, printedMoment, zoneAt } from './printable-dates.ts';
import type { Phrase, Phrases } from './printable-phrases.ts';
import { wordsIn } from './words.ts';
import { signingWordsIn } from './words-of-signing.ts';

/** The blocks of the parties; a draft has none, since it can't be signed. */
export function signaturesData(input: ConventionPdf, phrases: Phrases) {
  const words = wordsIn(input.language);
  for (const signature of input.signatures) partyOf(signature.organisation, input);
  const isDraft = input.status.kind === 'draft';
  return {
    title: phrases.say(words.signatures),
    draft: isDraft ? phrases.say(words.draftNotSignable) : null,
    blocks: isDraft ? [] : input.parties.map((party) => signatureBlock(party, input, phrases)),
  };
}

/** The block of a party: signed, or waiting for those who may sign. */
function signatureBlock(party: PdfParty, input: ConventionPdf, phrases: Phrases) {
  const words = wordsIn(input.language);
  const signature = input.signatures.find((candidate) => candidate.organisation === party.organisation);
  const awaited = input.awaited.filter((candidate) => candidate.organisation === party.organisation);
  return {
    ...signOf(party),
    party: phrases.say(party.name),
    deliberation: deliberationOf(party, input, phrases),
    signed: signature === undefined ? null : signed(signature, input, phrases),
    waiting: phrases.say(words.waiting),
    maySign: phrases.say(words.maySign),
    awaited: awaited.map(({ person, capacity }) =>
      phrases.say(`${person}, ${words.capacities[capacity].toLowerCase()}`),
    ),
  };
}

/** SIG-1: on what a public body's power to sign rests. */
function deliberationOf({ deliberation }: PdfParty, { language }: ConventionPdf, phrases: Phrases): Phrase | null {
  if (deliberation === null) return null;
  const day = (value: string) => printedCalendarDay(value, language);
  return phrases.say(
    signingWordsIn(language).deliberation({
      number: deliberation.number,
      date: day(deliberation.date),
      enforceableOn: day(deliberation.enforceableOn),
    }),
  );
}

function signed(signature: PdfSignature, input: ConventionPdf, phrases: Phrases) {
  const words = wordsIn(input.language);
  const own = signingWordsIn(input.language);
  return {
    person: phrases.say(signature.person),
    capacity: phrases.say(words.capacities[signature.capacity]),
    at: phrases.say(words.signedOn(printedDayAndTime(signature.at, input))),
    zone: phrases.say(zoneAt(signature.at, input)),
    proof: phrases.say(own.proofs[proofNameOf(signature.proof)]),
    statement: signature.statement === null ? null : { label: phrases.say(own.statement), value: signature.statement },
  };
}

type ProofItem = {
  readonly label: Phrase;
  /** A line before the words; `code` is a digest in full. */
  readonly lead: Phrase | null;
  readonly code: string | null;
  readonly words: Phrase;
};

/** What is proved: a draft proves its digest only. */
export function proofData(input: ConventionPdf, phrases: Phrases) {
  const own = signingWordsIn(input.language);
  const item = (label: string, words: string, more: Partial<ProofItem> = {}): ProofItem => ({
    label: phrases.say(label),
    words: phrases.say(words),
    lead: null,
    code: null,
    ...more,
  });
  const digest = item(own.digest, own.digestCovers, { code: input.digest });
  if (input.status.kind === 'draft') return { title: null, items: [digest] };
  const { journal, seal } = input;
  return {
    title: phrases.say(own.proved),
    items: [
      digest,
      ...(journal === null
        ? []
        : [
            item(own.journal, own.journalIs, {
              lead: phrases.say(own.journalHead(journal.version)),
              code: journal.hash,
            }),
          ]),
      item(own.claimed, own.claim),
      item(own.notClaimed, own.disclaim),
      seal === null
        ? item(own.seal, own.notSealed)
        : item(own.seal, sealWords(seal, input), sealedOn(seal, input, phrases)),
      ...(seal === null ? [] : [item(own.timestamp, timestampWords(seal, input))]),
      ...(input.evidence === null ? [] : [item(own.attached, own.evidence)]),
    ],
  };
}

type Seal = NonNullable<ConventionPdf['seal']>;

function sealedOn(seal: Seal, input: ConventionPdf, phrases: Phrases): Partial<ProofItem> {
  return { lead: phrases.say(signingWordsIn(input.language).sealedOn(printedMoment(seal.at, input))) };
}

function sealWords({ certificate }: Seal, { language }: ConventionPdf): string {
  const own = signingWordsIn(language);
  const said = [own.sealIs, own.certificate(certificate.subject, certificate.fingerprint)];
  return [...said, ...(certificate.isOwn ? [own.ownCertificate] : [])].join(' ');
}

function timestampWords({ timestamp }: Seal, { language }: ConventionPdf): string {
  const own = signingWordsIn(language);
  switch (timestamp.kind) {
    case 'granted':
      return own.timestampGranted(timestamp.authority);
    case 'not-configured':
      return own.timestampNotConfigured;
    case 'failed':
      return own.timestampFailed(timestamp.authority);
    default:
      return assertNever(timestamp);
  }
}

/** For programs that read the file's properties: the same as the page says. */
export function keywordsOf({ digest, seal, status }: ConventionPdf): readonly string[] {
  if (seal === null) return [`digest:${digest}`, status.kind === 'draft' ? 'draft' : 'seal:none'];
  const level = seal.timestamp.kind === 'granted' ? 'PAdES-B-T' : 'PAdES-B-B';
  return [`digest:${digest}`, `seal:${level}`, `timestamp:${seal.timestamp.kind}`];
}
