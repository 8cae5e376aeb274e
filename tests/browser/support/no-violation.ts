import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What the page promises: WCAG 2.2 AA, and what axe calls best practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const runOnly = { light: tags, dark: ['color-contrast'] };

/** The page as it stands has no axe violation, in light and in dark: there the colours alone are others. */
export async function expectNoViolations(page: Page): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.waitForFunction((wanted) => document.documentElement.dataset.mantineColorScheme === wanted, scheme);
    expect.soft(await violations(page, runOnly[scheme]), `axe in ${scheme} on ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** One line per violation and element: enough to find it. */
async function violations(page: Page, only: readonly string[]): Promise<readonly string[]> {
  // Through the debugger's own world: the page's content security policy lets no other script in.
  if (!(await page.evaluate('typeof window.axe === "object"'))) await page.evaluate(axe);
  await settled(page);
  const results = await page.evaluate(
    (values) => (window as unknown as WithAxe).axe.run(document, { runOnly: values, resultTypes: ['violations'] }),
    [...only],
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, any }) => `${id}: ${target.join(' ')} | ${any[0]?.message ?? ''} | ${html.slice(0, 160)}`,
    ),
  );
}

type WithAxe = { readonly axe: { run(root: Document, options: object): Promise<AxeResults> } };

/** Colours in the middle of a transition are neither the old nor the new ones. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      return playState !== 'running' || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
    }),
  );
}
