/** The page and the command say the same of a file, word for word: of honest ones, of damaged ones, and of what a forger would try. */
import { deflateSync } from 'node:zlib';
import { writeEvidence } from '@entente/shared/evidence/evidence-file';
import { sayVerified } from '@entente/shared/evidence/say-check';
import { verifyFile } from '@entente/shared/evidence/verify-file';
import { type PasskeyProof, zPasskeyProof } from '@entente/shared/signing/proof';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { Chance } from '../support/chance.ts';
import { sealed, sealedPdf, sealIdentity } from '../support/sealed-sample.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { givenFrozen, givenSigned, people } from '../support/signed-convention.ts';
import { verifier } from '../support/verifying.ts';
import { seatsOfEachTest } from './support/seats.ts';

type Bytes = Uint8Array<ArrayBuffer>;

let server: TestServer;
const seats = seatsOfEachTest();
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const identity = await sealIdentity();
const evidence = await sealed(givenSigned().evidence(), identity);
const json = Uint8Array.from(writeEvidence(evidence));
const pdf = await sealedPdf({ identity, evidence });

test('SIG-3: the page says what the command says, of every file', async () => {
  const { page, accidents } = await seats.newcomer(server, { name: 'Nobody', language: 'en' });
  await page.goto('/verify');
  for (const [nth, [what, bytes]] of files().entries()) {
    const said = sayVerified(await verifyFile(bytes, verifier), 'en');
    const expected = [
      ...[said.title, said.what],
      ...said.groups.flatMap((group) => [
        group.title,
        ...group.checks.flatMap(({ status, sentence }) => [status, sentence]),
      ]),
    ];
    expect(await shown(page, `file-${nth}.bin`, bytes), what).toEqual(expected.map(inOneLine));
  }
  expect(accidents).toEqual([]);
});

async function shown(page: Page, name: string, bytes: Bytes): Promise<readonly string[]> {
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('section', { has: page.locator('#verdict'), hasText: name }).waitFor();
  const words = await page.evaluate(() => {
    const verdict = document.querySelector('#verdict');
    const groups = [...document.querySelectorAll('[id^=checks-]')].flatMap((heading) => [
      heading.textContent,
      ...[...(heading.parentElement?.querySelectorAll('li > span') ?? [])].map((span) => span.textContent),
    ]);
    return [verdict?.textContent ?? '', verdict?.nextElementSibling?.textContent ?? '', ...groups];
  });
  return words.map(inOneLine);
}

const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function files(): readonly (readonly [what: string, bytes: Bytes])[] {
  const chance = new Chance(58);
  const flips = (bytes: Bytes, what: string) =>
    Array.from({ length: 12 }, () => {
      const flipped = Uint8Array.from(bytes);
      const at = chance.below(bytes.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8));
      return [`${what}, byte ${at}`, flipped] as const;
    });
  return [
    ['evidence', json],
    ['PDF', pdf],
    ['no seal', Uint8Array.from(writeEvidence({ ...evidence, seal: null }))],
    ['bytes after the seal', Uint8Array.from([...pdf, 10])],
    ...flips(json, 'evidence'),
    ...flips(pdf, 'PDF'),
    ...oddCells(),
    ...keys(),
    ...attachments(),
  ];
}

/** What no page can draw as it stands. */
function oddCells() {
  return [{ amount: 'x' }, { amount: 1e308 }, { date: 'zzz' }, { start: '9999-99-99' }, { kind: 'toString' }].map(
    (cells) => {
      const odd = (node: CanonicalNode): CanonicalNode =>
        node.type === 'row' || node.type === 'fields'
          ? { type: node.type, attrs: { ...attributesOf(node), ...cells } }
          : node;
      const { budget, evaluation, calendar } = evidence.text;
      const text = {
        ...evidence.text,
        budget: budget.map(odd),
        evaluation: evaluation.map(odd),
        calendar: calendar.map(odd),
      };
      return [JSON.stringify(cells), Uint8Array.from(writeEvidence({ ...evidence, text }))] as const;
    },
  );
}

function attributesOf(node: CanonicalNode) {
  return 'attrs' in node ? node.attrs : {};
}

/** Of every kind, and such as browsers and Node are not of one mind about. */
function keys() {
  const key = (algorithm: PasskeyProof['algorithm'], cose?: string) => {
    const proof = (made: PasskeyProof) =>
      cose === undefined
        ? made
        : zPasskeyProof.parse({
            ...made,
            publicKey: Buffer.from(cose, 'hex').toString('base64url'),
            signature: Buffer.from(`01${'00'.repeat(63)}`, 'hex').toString('base64url'),
          });
    const convention = givenFrozen().at('2026-03-12T10:00:00.000Z');
    convention.signs(people.relais.director, {
      proof: (statement) => proof(new Authenticator(algorithm).signs(statement)),
    });
    return [`${algorithm} ${cose}`, Uint8Array.from(writeEvidence(convention.evidence()))] as const;
  };
  return [
    ...[key(-8), key(-257)],
    key(-8, `a4010103272006215820 01${'00'.repeat(31)}`.replace(' ', '')),
    key(-8, `a4010103272006215820ec${'ff'.repeat(30)}7f`),
    key(-257, `a401030339010020590100${'ff'.repeat(255)}fd214101`),
  ];
}

/** What inflating with streams has its own opinions on. */
function attachments() {
  const packed = deflateSync(json);
  const pieces = { whole: packed, short: packed.subarray(0, -5), long: Buffer.concat([packed, Buffer.from('more')]) };
  return Object.entries(pieces).map(([what, piece]) => {
    const head = `%PDF-1.7\n1 0 obj <</Type/EmbeddedFile/Filter/FlateDecode/Length ${piece.length}>>\nstream\n`;
    return [
      what,
      Uint8Array.from(Buffer.concat([Buffer.from(head), piece, Buffer.from('\nendstream\nendobj\n')])),
    ] as const;
  });
}
