/** People at their own computers: each in a browser context of their own, from an address of their own. */

import type { RunningServer } from '@entente/server/start-server';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Visitor = {
  /** How the others see this person: a role, in fictional organisations. */
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in this person's pages without anybody saying so. */
  readonly accidents: string[];
};

export type VisitorOptions = {
  readonly name: string;
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'fr' | 'en';
};

let comers = 0;

/** Somebody new, with a laptop unless told otherwise, a French browser, and no account yet. */
export async function newVisitor(
  browser: Browser,
  { url }: Pick<RunningServer, 'url'>,
  { name, width = 1440, height = 900, language = 'fr' }: VisitorOptions,
): Promise<Visitor> {
  comers += 1;
  const context = await browser.newContext({
    baseURL: url,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width, height },
    reducedMotion: 'reduce',
    colorScheme: 'light',
    extraHTTPHeaders: { 'x-forwarded-for': `10.7.${comers >> 8}.${comers & 255}` },
  });
  context.setDefaultTimeout(30_000);
  const accidents: string[] = [];
  context.on('weberror', (error) => void accidents.push(error.error().stack ?? error.error().message));
  const page = await context.newPage();
  const email = `${comers}.${name.toLowerCase().replace(/[^a-z]+/g, '-')}@example.org`;
  return { name, email, password: `mot de passe de ${name}`, context, page, accidents };
}
