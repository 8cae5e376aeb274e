import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Nothing is wider than the screen. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const widths = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const beyond = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName}.${element.className}`);
    return { scrollWidth, clientWidth, beyond: scrollWidth > clientWidth ? beyond.slice(0, 5) : [] };
  });
  expect.soft(widths, page.url()).toEqual({ ...widths, scrollWidth: widths.clientWidth, beyond: [] });
}
