import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { Person, TestServer } from '../../support/server.ts';
import { atBrowser } from './already-negotiating.ts';
import { keepWhatWasSeen } from './pictures.ts';
import { newVisitor, type Visitor, type VisitorOptions } from './visitor.ts';

/** Whoever comes stays until the test ends. */
export type Seats = {
  /** Somebody who is signed in already, at a computer of their own. */
  take(server: TestServer, person: Person, options?: Omit<VisitorOptions, 'name'>): Promise<Visitor>;
  /** Somebody without an account. */
  newcomer(server: TestServer, options: VisitorOptions): Promise<Visitor>;
};

/**
 * A browser for the tests of a file, and who comes to it in each of them: what they saw is kept when the test fails, and they
 * leave when it ends. Asked for once in a file, after other `afterEach`: the last one runs first.
 */
export function seatsOfEachTest(): Seats {
  let browser: Browser;
  const visitors: Visitor[] = [];
  const seated = (visitor: Visitor): Visitor => {
    visitors.push(visitor);
    return visitor;
  };
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepWhatWasSeen(visitors, task.name);
    for (const { context } of visitors.splice(0)) await context.close();
  });
  afterAll(() => browser.close());
  return {
    take: async (server, person, options) => seated(await atBrowser(browser, server, { ...options, person })),
    newcomer: async (server, options) => seated(await newVisitor(browser, server, options)),
  };
}
