/**
 * Admission: may this update enter the text? It is decided whole, by what the update would really touch, on a document
 * that includes everything admitted before.
 *
 * A peer that can write a `Y.Doc` can write anything in it, so nothing that a page says of its update is believed: what
 * is known already is dropped, every new struct and deletion is followed to its root, and what is left is encoded again.
 * Pure: the document is read, never written.
 */
import * as Y from 'yjs';
import type { PartId } from '../../sections/parts.ts';
import { type Admission, type Refused, refused, type WritingRights } from './admission.ts';
import { checkCommentMarks } from './comment-marks.ts';
import { isInSchema } from './content-in-schema.ts';
import { spendOnApplying } from './cost-of-applying.ts';
import { Effort } from './effort.ts';
import { growthOf } from './growth.ts';
import { updateLimits } from './limits.ts';
import { checkNeighbours } from './neighbours.ts';
import { type NewDeletion, newDeletions } from './new-deletions.ts';
import { decodeUpdate, type NewStructs, newStructs } from './new-structs.ts';
import { Places } from './places.ts';
import { Rehearsal } from './rehearsal.ts';
import { encodeRemainder } from './remainder.ts';
import { isTidying } from './tidying.ts';
import { checkValuesInTurn } from './values-in-turn.ts';

/** Judges an update (V1) for a person whose rights are `rights`, against the server's document. */
export function admit(doc: Y.Doc, update: Uint8Array, rights: WritingRights): Admission {
  const effort = new Effort(updateLimits.steps);
  const admission = judge({ doc, effort }, update, rights);
  return effort.spent === 0 ? admission : { ...admission, steps: effort.spent };
}

/** Structs that cost no more than any message does, and steps for each that comes with them: written short, they are ten bytes. */
const fewStructs = 20;
const structSteps = 100;

type Desk = { readonly doc: Y.Doc; readonly effort: Effort };

function judge({ doc, effort }: Desk, update: Uint8Array, rights: WritingRights): Admission {
  if (update.byteLength > updateLimits.bytes) return refused('too-large');
  const decoded = decodeUpdate(update);
  if (!decoded) return refused('malformed');
  const news = newStructs(doc, decoded, rights);
  if ('kind' in news) return news;
  spendOnStructs(news, effort);
  const places = new Places(doc, rights.whyClosed);
  const misplaced = places.placeAll(news);
  if (misplaced) return misplaced;
  const deletions = newDeletions(doc, decoded, places);
  if ('kind' in deletions) return deletions;
  const kept = permittedDeletions(deletions, rights, effort);
  if ('kind' in kept) return kept;
  if (news.size === 0 && kept.length === 0) return { kind: 'nothing' };
  const barred = checkStructs(places, rights) ?? checkValuesInTurn(places.placed, kept);
  if (barred) return barred;
  const sections = sectionsTouched(places, kept);
  // What is deleted leaves a trace: words that replace others as long make no longer text, and a longer history.
  if (news.size > 0 && rights.isSpent()) return refused('document-too-large', sections[0]);
  if (growthOf(places.placed, kept) > 0 && rights.isFull()) return refused('document-too-large', sections[0]);
  const remainder = encodeRemainder(news, { places, deletions: kept });
  if (remainder.byteLength > updateLimits.newBytes) return refused('too-large', sections[0]);
  spendOnApplying({ doc, places, deletions: kept }, effort);
  const rehearsal = new Rehearsal(doc, places, effort);
  // What was given up halfway can't be asked any more.
  if (effort.isTooMuch) return refused('too-large', sections[0]);
  const wrong =
    checkNeighbours(places, rehearsal) ??
    checkCommentMarks({ doc, places, rehearsal, rights, deletions: kept, effort });
  if (effort.isTooMuch) return refused('too-large', sections[0]);
  if (wrong) return wrong;
  const clocks = new Map([...news].map(([client, run]) => [client, run.at(-1)?.end ?? 0]));
  return { kind: 'admitted', sections, remainder, clocks };
}

function spendOnStructs(news: NewStructs, effort: Effort): void {
  let structs = -fewStructs;
  for (const run of news.values()) structs += run.length;
  if (structs > 0) effort.spendOnSize(structs * structSteps);
}

/** Deletions where the person may not write: those that only tidy are left out, any other refuses the whole. */
function permittedDeletions(
  deletions: readonly NewDeletion[],
  rights: WritingRights,
  effort: Effort,
): readonly NewDeletion[] | Refused {
  const isBarred = ({ section }: NewDeletion) => barredFrom(section, rights) !== undefined;
  const barred = deletions.filter(isBarred);
  const first = barred[0];
  if (first === undefined) return deletions;
  if (!isTidying(barred, effort)) return barredFrom(first.section, rights) as Refused;
  return deletions.filter((deletion) => !isBarred(deletion));
}

function checkStructs(places: Places, rights: WritingRights): Refused | undefined {
  for (const { piece, place } of places.placed) {
    const section = place.kind === 'inside' ? place.section : null;
    const barred = barredFrom(section, rights);
    if (barred) return barred;
    if (piece.struct instanceof Y.Item && !isInSchema(piece.struct, place)) return refused('outside-schema', section);
  }
  return undefined;
}

function barredFrom(section: PartId | null, rights: WritingRights): Refused | undefined {
  const code = rights.whyClosed(section);
  return code && refused(code, section);
}

function sectionsTouched(places: Places, deletions: readonly NewDeletion[]): readonly PartId[] {
  const touched = new Set(deletions.map(({ section }) => section));
  for (const { place } of places.placed) if (place.kind === 'inside') touched.add(place.section);
  return [...touched];
}
