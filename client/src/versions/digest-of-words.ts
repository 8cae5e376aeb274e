import type { ConventionText } from '@entente/shared/http/views';
import { type Digest, factsOfText } from '@entente/shared/text/digest';

/** The digest of the very words that a page shows, computed here: what is read is what is named (APP-2). */
export function digestOfWords({ sections }: Pick<ConventionText, 'sections'>): Digest {
  return factsOfText(sections).digest;
}
