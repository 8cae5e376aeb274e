import { filesBelow, type SourceFile } from './repository.ts';

const id = String.raw`[A-Z]{3}-\d+`;

/** The files of the rules. What SIG-3 promises is no rule of negotiating: whoever verifies a file keeps it. */
export function ruleFiles(): readonly SourceFile[] {
  const verifying = filesBelow('shared/src/evidence', 'verify-evidence.ts');
  return [...filesBelow('shared/src/negotiation/rules', '.ts'), ...verifying];
}

/** The IDs in the first column of the tables of RULES.md. */
export function idsOfRulesPage(page: string): string[] {
  return [...page.matchAll(new RegExp(String.raw`^\|[\s*\x60]*(${id})\b`, 'gm'))].map((match) => match[1] ?? '');
}

/** The IDs that a rule's file names in its doc comments. */
export function idsOfRuleFile({ text }: SourceFile): string[] {
  const comments = [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map((match) => match[0]).join('\n');
  return [...comments.matchAll(new RegExp(String.raw`\b${id}\b`, 'g'))].map((match) => match[0]);
}

/** The IDs that titles of tests start with: `test('NEG-1: …'`, `describe("NEG-1 …"`, `test.each(cases)('NEG-1 …'`. */
export function idsOfTestTitles({ text }: SourceFile): string[] {
  return [...text.matchAll(new RegExp(String.raw`\(\s*['"\x60](${id})[\s:,.–—]`, 'g'))].map((match) => match[1] ?? '');
}

/** The function that a rule's file must export: `no-approval-at-first-meeting.ts`, `noApprovalAtFirstMeeting`. */
function functionNamedAs(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);
  return name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((each, place) => ids.indexOf(each) !== place);
}

/**
 * What is missing between the page of the rules, the rules and their tests, one sentence each; nothing when every ID
 * of the page has a rule's file and a test, and every file and test belongs to an ID of the page.
 */
export function gapsBetween(page: string, rules: readonly SourceFile[], tests: readonly SourceFile[]): string[] {
  const listed = idsOfRulesPage(page);
  const ruled = new Set(rules.flatMap(idsOfRuleFile));
  const tested = new Set(tests.flatMap(idsOfTestTitles));
  const exportsItsName = ({ path, text }: SourceFile) =>
    new RegExp(String.raw`export (async )?(function|const) ${functionNamedAs(path)}\b`).test(text);
  return [
    ...(listed.length === 0 ? ['RULES.md lists no rule'] : []),
    ...repeated(listed).map((each) => `${each} is listed twice in RULES.md`),
    ...listed.filter((each) => !ruled.has(each)).map((each) => `${each} has no file in shared/src/negotiation/rules`),
    ...listed.filter((each) => !tested.has(each)).map((each) => `${each} has no test whose title starts with it`),
    ...[...ruled].filter((each) => !listed.includes(each)).map((each) => `${each} has a rule but is not in RULES.md`),
    ...[...tested].filter((each) => !listed.includes(each)).map((each) => `${each} has a test but is not in RULES.md`),
    ...rules.filter((rule) => idsOfRuleFile(rule).length === 0).map(({ path }) => `${path} names no rule ID`),
    ...rules
      .filter((rule) => !exportsItsName(rule))
      .map(({ path }) => `${path} does not export ${functionNamedAs(path)}`),
  ];
}
