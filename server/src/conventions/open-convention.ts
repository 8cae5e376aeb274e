import type { Language } from '@entente/shared/language';
import type { Refusal } from '@entente/shared/negotiation/reasons';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import type { SectionId } from '@entente/shared/sections/sections';
import { areTextBlocks } from '@entente/shared/text/blocks';
import type { SignedIn } from '../accounts/accounts.ts';
import { type Missing, missing, type Refused, refusedBecause } from '../http/outcome.ts';
import { membershipsOf } from '../organisations/memberships.ts';
import type { Services } from '../services.ts';
import type { BlockJson } from './conventions.ts';
import { templateIn } from './templates/template.ts';

export type Opening = {
  readonly organisation: string;
  readonly title: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly start:
    | { readonly kind: 'empty' }
    | { readonly kind: 'template' }
    | { readonly kind: 'import'; readonly sections: Partial<Readonly<Record<SectionId, readonly BlockJson[]>>> };
};

/** Opens a convention for one of the person's organisations; the rules ask for a director or a manager. */
export async function openConvention(
  { db, conventions }: Services,
  person: SignedIn,
  { organisation, title, language, timeZone, start }: Opening,
): Promise<{ id: string } | Refused | Refusal | Missing> {
  const membership = (await membershipsOf(db, person.id)).find((one) => one.organisation.id === organisation);
  if (!membership) return missing;
  const { rank } = membership;
  const sections = textToStartWith(start, language);
  if (!sections) return refusedBecause({ code: 'text-not-acceptable' });
  const outcome = await conventions.open(
    { person: person.id, organisation, rank },
    { title, language, timeZone, kind: membership.organisation.kind, sections },
  );
  if (isRefusal(outcome)) return outcome;
  return { id: outcome.state.id };
}

function textToStartWith(start: Opening['start'], language: Language) {
  switch (start.kind) {
    case 'empty':
      return {};
    case 'template':
      return templateIn(language);
    case 'import':
      return Object.values(start.sections).every(isAcceptable) ? start.sections : undefined;
  }
}

/** A 300-page convention with its tables has about twenty thousand. */
const mostNodes = 60_000;

/** Blocks come back from a page that had them from a file: they are judged as if from anywhere. */
function isAcceptable(blocks: unknown): boolean {
  return areTextBlocks(blocks) && countNodes(blocks as readonly BlockJson[]) <= mostNodes;
}

function countNodes(blocks: readonly BlockJson[]): number {
  return blocks.reduce((sum, { content }) => sum + 1 + (Array.isArray(content) ? countNodes(content) : 0), 0);
}
