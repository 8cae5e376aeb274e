/** Pages with the stock provider, on the real server: the person's session, a page from the API. */
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import { connectPage, type Page, type PageOptions } from '../../support/page.ts';
import type { Person } from '../../support/server.ts';

export type StockPageOptions = Omit<PageOptions, 'headers' | 'params'> & { readonly syncUrl: string };

export async function stockPage(convention: string, by: Person, options: StockPageOptions): Promise<Page> {
  const { clientId, epoch, schemaVersion } = await by.api.text.openPage({ id: convention });
  return connectPage(
    { syncUrl: options.syncUrl, convention, person: by.id, clientId },
    {
      ...options,
      headers: { cookie: by.cookie },
      params: { client: String(clientId), epoch, schema: String(schemaVersion) },
    },
  );
}

/** The words of a whole page, each as often as it is there. */
export function wordsOf(page: Page): string[] {
  return sectionIds
    .flatMap((section) => page.words(section).split(/\s+/))
    .filter((word) => word !== '')
    .sort();
}

/** True when pages show the same text, formatting and structure included. */
export function areSame(pages: readonly Page[]): boolean {
  const texts = pages.map(({ doc }) =>
    sectionIds.map((section) => doc.getXmlFragment(textRoot(section)).toString()).join('\n'),
  );
  return new Set(texts).size === 1;
}

/** The first words of a section, in the empty paragraph that it came with: from then on everybody edits them. */
export function begin({ doc }: Page, words: string): void {
  const paragraph = doc.getXmlFragment(textRoot('project')).get(0);
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('a section begins with a paragraph');
  paragraph.insert(0, [new Y.XmlText(`${words} `)]);
}
