/** From a convention to the data of the template `convention.typ`: every word already chosen, nothing left to decide there. */

import { assertNever } from '@entente/shared/assert-never';
import { observerColour } from '@entente/shared/organisations/marks';
import { partTitles } from '@entente/shared/sections/part-titles';
import { type AgreedPart, coreOf, partyOfCore } from '@entente/shared/sections/parts';
import { eightSections, type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { isBlank } from '@entente/shared/text/canonical';
import { factsOfText } from '@entente/shared/text/digest';
import type { ConventionPdf, PdfParty, PdfStatus } from './convention-pdf.ts';
import type { FontCoverages } from './fonts.ts';
import { partyOf, signOf } from './party-sign.ts';
import { type Block, printableBlocks } from './printable-blocks.ts';
import { documentDate, printedDayAndTime, printedMoment, zoneAt } from './printable-dates.ts';
import { printableParticulars } from './printable-particulars.ts';
import { createPhrases, metadataText, type Phrase, type Phrases, shortened } from './printable-phrases.ts';

import { keywordsOf, proofData, signaturesData } from './signature-page.ts';
import { type PdfWords, wordsIn } from './words.ts';
import { signingWordsIn } from './words-of-signing.ts';
import { tableWordsIn } from './words-of-tables.ts';

/** Throws when the digest is not the one of the sections: a document never bears the digest of another text. */
export function conventionData(input: ConventionPdf, fonts: FontCoverages, refused?: ReadonlySet<number>) {
  if (factsOfText(input.sections).digest !== input.digest)
    throw new Error('the digest is not the one of the text to print');
  const words = wordsIn(input.language);
  const phrases = createPhrases(input.language, fonts, refused);
  const isDraft = input.status.kind === 'draft';
  const data = {
    language: input.language,
    metadata: {
      title: metadataText(input.title),
      authors: input.parties.map((party) => metadataText(party.name)),
      keywords: keywordsOf(input),
      date: documentDate(lastMomentOf(input)),
    },
    draft: isDraft ? { band: phrases.say(words.draft), mark: words.draftMark } : null,
    header: phrases.say(shortened(input.title, 90)),
    footer: phrases.say(isDraft ? statusLine(input, words) : words.digestShort(shortDigest(input.digest))),
    kicker: phrases.say(words.convention),
    title: phrases.say(input.title),
    status: phrases.say(statusLine(input, words)),
    between: phrases.say(words.between),
    parties: input.parties.map((party) => partyData(party, words, phrases)),
    observers: input.observers.length === 0 ? null : phrases.say(`${words.observers}: ${input.observers.join(', ')}`),
    sections: sectionIds.flatMap((section) => sectionData(section, input, phrases)),
    cores: coresData(input, phrases),
    approvals: approvalsData(input, words, phrases),
    signatures: signaturesData(input, phrases),
    proof: proofData(input, phrases),
    attachment: input.evidence === null ? null : metadataText(signingWordsIn(input.language).evidenceName),
  };
  return { ...data, replaced: phrases.replaced() === 0 ? null : phrases.say(words.replaced(phrases.replaced())) };
}

function statusLine(input: ConventionPdf, words: PdfWords): string {
  const { status } = input;
  switch (status.kind) {
    case 'draft':
      return words.draftOf(printedMoment(status.at, input));
    case 'frozen':
      return words.frozenOn(printedMoment(status.frozenAt, input));
    case 'inForce':
      return words.inForceSince(printedMoment(status.since, input));
    default:
      return assertNever(status);
  }
}

/** The document's own date: the last thing that it tells. Never the time of printing. */
function lastMomentOf(input: ConventionPdf): string {
  const acts = [...input.approvals, ...input.signatures, ...(input.seal === null ? [] : [input.seal])];
  const told = acts.map((act) => new Date(act.at).toISOString());
  return [momentOf(input.status), ...told].sort().at(-1) ?? momentOf(input.status);
}

function momentOf(status: PdfStatus): string {
  const moment = status.kind === 'draft' ? status.at : status.kind === 'frozen' ? status.frozenAt : status.since;
  return new Date(moment).toISOString();
}

/** The first sixteen characters, in fours: enough to compare two prints by eye. */
function shortDigest(digest: string): string {
  return (digest.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
}

function partyData(party: PdfParty, words: PdfWords, phrases: Phrases) {
  return { ...signOf(party), name: phrases.say(party.name), kind: phrases.say(words.partyKinds[party.kind]) };
}

type SectionData = {
  readonly number: number | null;
  /** Always in the outline; the opening's is not printed, its own words open the convention. */
  readonly title: Phrase;
  readonly isTitlePrinted: boolean;
  readonly blocks: readonly Block[];
  readonly empty: Phrase | null;
};

function sectionData(section: SectionId, input: ConventionPdf, phrases: Phrases): readonly SectionData[] {
  const words = wordsIn(input.language);
  const nodes = input.sections[section];
  const empty = isBlank(nodes);
  if (empty && section === 'opening') return [];
  const number = (eightSections as readonly SectionId[]).indexOf(section) + 1;
  return [
    {
      number: number === 0 ? null : number,
      title: phrases.say(partTitles[input.language][section]),
      isTitlePrinted: section !== 'opening',
      blocks: empty ? [] : sectionBlocks(section, input, phrases),
      empty: empty ? phrases.say(words.emptySection) : null,
    },
  ];
}

/** The words of a section, then its fields and its rows: the order of its canonical form. */
function sectionBlocks(section: SectionId, input: ConventionPdf, phrases: Phrases): readonly Block[] {
  const nodes = input.sections[section];
  const printing = { typesetter: phrases.typesetter, language: input.language };
  const words = nodes.filter(({ type }) => type !== 'fields' && type !== 'row');
  const party = (identifier: string | undefined) => identifier && nameOfParty(identifier, input);
  return [...printableBlocks(words, printing), ...printableParticulars(section, nodes, { ...printing, party })];
}

function nameOfParty(identifier: string, input: ConventionPdf): string {
  const known = input.parties.find(({ organisation }) => organisation === identifier);
  return known?.name ?? tableWordsIn(input.language).unknownParty(identifier);
}

/** DOC-7: what each party has stated as the core, parties in their order; `null` when nobody has. */
function coresData(input: ConventionPdf, phrases: Phrases) {
  const words = tableWordsIn(input.language);
  const stated = Object.keys(input.sections)
    .map((part) => partyOfCore(part as AgreedPart))
    .filter((organisation) => organisation !== undefined)
    .filter((organisation) => !isBlank(input.sections[coreOf(organisation)] ?? []));
  if (stated.length === 0) return null;
  const places = new Map(input.parties.map(({ organisation }, place) => [organisation, place]));
  const place = (organisation: string) => places.get(organisation) ?? places.size;
  const inOrder = stated.toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return {
    title: phrases.say(words.cores),
    are: phrases.say(words.coresAre),
    parties: inOrder.map((organisation) => {
      const party = input.parties.find((candidate) => candidate.organisation === organisation);
      const printing = { typesetter: phrases.typesetter, language: input.language };
      return {
        ...(party ? signOf(party) : { letter: '', colour: observerColour }),
        name: phrases.say(nameOfParty(organisation, input)),
        blocks: printableBlocks(input.sections[coreOf(organisation)] ?? [], printing),
      };
    }),
  };
}

function approvalsData(input: ConventionPdf, words: PdfWords, phrases: Phrases) {
  return {
    title: phrases.say(words.approvals),
    none: input.approvals.length === 0 ? phrases.say(words.noApproval) : null,
    columns: words.approvalColumns.map(phrases.say),
    rows: input.approvals.map((approval) => {
      const party = partyOf(approval.organisation, input);
      return {
        ...signOf(party),
        cells: [party.name, approval.person, printedDayAndTime(approval.at, input)].map(phrases.say),
        zone: phrases.say(zoneAt(approval.at, input)),
      };
    }),
  };
}
