/** A party's letter and colour beside its name. */
import { colourOfMark, letterOfMark } from '@entente/shared/organisations/marks';
import type { ConventionPdf, PdfParty } from './convention-pdf.ts';

export function signOf(party: PdfParty): { readonly letter: string; readonly colour: string } {
  return { letter: letterOfMark(party.mark), colour: colourOfMark(party.mark) };
}

/** Throws for an organisation that is no party: an approval or a signature always names one. */
export function partyOf(organisation: string, input: ConventionPdf): PdfParty {
  const party = input.parties.find((candidate) => candidate.organisation === organisation);
  if (party === undefined) throw new Error('an approval or a signature names an organisation that is not a party');
  return party;
}
