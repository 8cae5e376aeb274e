import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryFolder } from '../support/repository.ts';
import { idsOfRuleFile, idsOfTestTitles, ruleFiles } from '../support/rule-ids.ts';

const page = readFileSync(join(repositoryFolder, 'RULES.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| [A-Z]{3}-\d+ \|/.test(line))
  .map((line) => ({ id: line.split('|')[1]?.trim() ?? '', links: linksOf(line) }));

function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
}

describe('the page of the rules', () => {
  test('links to files that are there', () => {
    expect(linksOf(page).filter((link) => !existsSync(join(repositoryFolder, link)))).toEqual([]);
  });

  test('links each rule’s file from the row of every ID that it names', () => {
    const rules = ruleFiles();
    const missing = rules.flatMap((rule) =>
      idsOfRuleFile(rule)
        .filter((id) => !rows.some((row) => row.id === id && row.links.includes(rule.path)))
        .map((id) => `${rule.path} is not in the row of ${id}`),
    );
    expect(missing).toEqual([]);
  });

  test('links each row to tests whose titles start with its ID', () => {
    const wrong = rows.flatMap(({ id, links }) => {
      const tests = links.filter((link) => link.startsWith('tests/'));
      const titled = (path: string) =>
        idsOfTestTitles({ path, text: readFileSync(join(repositoryFolder, path), 'utf8') }).includes(id);
      return tests.length > 0 && tests.every(titled) ? [] : [`${id} has no tests, or tests without its ID: ${tests}`];
    });
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });
});
