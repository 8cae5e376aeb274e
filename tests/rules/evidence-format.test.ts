/** EVIDENCE.md is what others write verifiers from: its examples are made by the product's own code, and it names every check. */
import { canonicalJson } from '@entente/shared/canonical-json';
import { checksOf, verdictOn } from '@entente/shared/evidence/check';
import { evidenceFormat, sealDomain, zEvidenceFile } from '@entente/shared/evidence/evidence-file';
import { english } from '@entente/shared/evidence/sentences/english';
import { french } from '@entente/shared/evidence/sentences/french';
import { entryHash, type JournalEntry } from '@entente/shared/negotiation/journal';
import { ruleIds } from '@entente/shared/negotiation/reasons';
import { sha256Hex } from '@entente/shared/sha256';
import { zPasskeyProof } from '@entente/shared/signing/proof';
import { type Statement, statementDigest, statementDomain, zStatement } from '@entente/shared/signing/statement';
import { partFacts } from '@entente/shared/text/digest';
import { describe, expect, test } from 'vitest';
import { filesBelow } from '../support/repository.ts';

const page = filesBelow('.', 'EVIDENCE.md').find(({ path }) => path.endsWith('EVIDENCE.md'))?.text ?? '';

const statement: Statement = {
  domain: 'entente/signature/1',
  convention: '7d1f3a52-0c7e-4b6e-9a51-2f7f0a6f7a10',
  title: 'Convention de répit',
  round: 1,
  text: 'ab'.repeat(32),
  journal: { version: 42, hash: 'cd'.repeat(32) },
  party: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
  person: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
  capacity: 'director',
  delegation: null,
  deliberation: null,
  origin: 'https://entente.example.org',
  nonce: 'AAECAwQFBgcICQoLDA0ODw',
  at: '2026-03-12T10:00:00.000Z',
};

const opening: JournalEntry = {
  convention: statement.convention,
  version: 1,
  event: {
    ...{ type: 'ConventionOpened', convention: statement.convention, title: statement.title, language: 'fr' },
    ...{ timeZone: 'Europe/Paris', at: '2026-03-02T09:00:00.000Z', by: statement.person },
  },
  text: null,
};

const examples = {
  'canonical JSON': sha256Hex(canonicalJson({ b: [1, true], a: 'é' })),
  'a part': partFacts('values', [{ type: 'paragraph', content: [{ type: 'text', text: 'Respect.' }] }]).digest,
  'a statement': statementDigest(statement),
  'a first entry': entryHash(null, opening),
};

describe('EVIDENCE.md', () => {
  test.each(Object.entries(examples))('SIG-3: says the digest of %s as the code makes it', (_what, digest) => {
    expect(page).toContain(digest);
  });

  test('SIG-3: shows the statement and the entry as they are hashed', () => {
    expect(page).toContain(canonicalJson(statement));
    const { text: _, ...hashed } = { previousHash: null, ...opening };
    expect(page).toContain(canonicalJson(hashed));
  });

  test('SIG-3: names every check, every member and every domain', () => {
    const members = [zEvidenceFile, zStatement, zPasskeyProof].flatMap(({ shape }) => Object.keys(shape));
    const words = [...Object.values(checksOf).flat(), ...members, evidenceFormat, sealDomain, statementDomain];
    expect(words.filter((word) => !page.includes(word))).toEqual([]);
  });
});

describe('what a verifier says of a rule that was not met', () => {
  const asked = ruleIds
    .filter((rule) => /^(DOC|APP|SIG)-/.test(rule) && rule !== 'DOC-7')
    .concat('NEG-1', 'NEG-5', 'NEG-6');

  test.each([
    ['French', french],
    ['English', english],
  ])('SIG-3: in %s names what each rule asks for, not its number alone', (_language, { words }) => {
    expect(asked.filter((rule) => !words[rule]?.startsWith(`${rule} (`))).toEqual([]);
  });

  test('SIG-3: the same words in both languages', () => {
    expect(Object.keys(french.words)).toEqual(Object.keys(english.words));
  });
});

describe('the verdict', () => {
  const check = (status: 'holds' | 'fails' | 'unknown', code: 'chain' | 'signed-by-all' | 'server-clock' = 'chain') =>
    ({ group: code === 'server-clock' ? 'limits' : 'journal', code, status }) as const;

  test.each([
    ['proved', [check('holds'), check('unknown', 'server-clock')]],
    ['unsure', [check('holds'), check('unknown')]],
    ['unsure', [check('unknown'), check('fails', 'signed-by-all')]],
    ['unfinished', [check('holds'), check('fails', 'signed-by-all')]],
    ['broken', [check('fails'), check('fails', 'signed-by-all')]],
    ['broken', [check('fails'), check('unknown')]],
  ])('SIG-3: is %s', (verdict, checks) => {
    expect(verdictOn(checks)).toBe(verdict);
  });
});
