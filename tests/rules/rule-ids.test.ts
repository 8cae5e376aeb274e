import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleIds } from '@entente/shared/negotiation/reasons';
import { describe, expect, test } from 'vitest';
import { filesBelow, repositoryFolder } from '../support/repository.ts';
import { gapsBetween, idsOfRulesPage, ruleFiles } from '../support/rule-ids.ts';

const page = '| ID | Rule |\n| --- | --- |\n| **NEG-1** | Never at the first meeting |\n';
const rule = {
  path: 'shared/src/negotiation/rules/not-at-first.ts',
  text: '/** NEG-1: never at the first meeting. */\nexport function notAtFirst() {}\n',
};
const title = { path: 'tests/rules/not-at-first.test.ts', text: "test('NEG-1: refuses', () => {});" };

describe('the check of rule IDs', () => {
  test('says nothing when page, rule and test agree', () => {
    expect(gapsBetween(page, [rule], [title])).toEqual([]);
  });

  test.each([
    ['an empty page', gapsBetween('', [], []), 'RULES.md lists no rule'],
    ['an ID listed twice', gapsBetween(page + page, [rule], [title]), 'NEG-1 is listed twice in RULES.md'],
    ['a missing rule', gapsBetween(page, [], [title]), 'NEG-1 has no file in shared/src/negotiation/rules'],
    ['a missing test', gapsBetween(page, [rule], []), 'NEG-1 has no test whose title starts with it'],
    [
      'an ID mentioned in a test, not in its title',
      gapsBetween(page, [rule], [{ ...title, text: "test('refuses', () => { is('NEG-1'); });" }]),
      'NEG-1 has no test whose title starts with it',
    ],
    [
      'a rule that is not listed',
      gapsBetween(page, [rule, { ...rule, text: '/** NEG-9 */ export function notAtFirst() {}' }], [title]),
      'NEG-9 has a rule but is not in RULES.md',
    ],
    [
      'a test of a rule that is not listed',
      gapsBetween(page, [rule], [title, { ...title, text: 'describe("NEG-9 when …' }]),
      'NEG-9 has a test but is not in RULES.md',
    ],
    [
      'a rule without an ID',
      gapsBetween(page, [rule, { path: 'rules/a.ts', text: 'export function a() {}' }], [title]),
      'rules/a.ts names no rule ID',
    ],
    [
      'a rule that is not named as its file',
      gapsBetween(page, [{ ...rule, path: 'rules/not-later.ts' }], [title]),
      'rules/not-later.ts does not export notLater',
    ],
  ])('tells %s', (_what, gaps, gap) => {
    expect(gaps).toContain(gap);
  });
});

describe('rule IDs', () => {
  const readRulesPage = () => readFileSync(join(repositoryFolder, 'RULES.md'), 'utf8');

  test('every ID of RULES.md has its rule and its test, and no rule or test is without its ID', () => {
    const rules = ruleFiles();
    // This file's own titles are samples.
    const tests = filesBelow('tests', '.test.ts').filter(({ path }) => path !== 'tests/rules/rule-ids.test.ts');
    expect(gapsBetween(readRulesPage(), rules, tests)).toEqual([]);
  });

  test('every ID that a refusal can carry is in RULES.md', () => {
    const listed = idsOfRulesPage(readRulesPage());
    expect(ruleIds.filter((each) => !listed.includes(each))).toEqual([]);
  });
});
