/** Whatever bytes a verifier is given, it answers in words and never breaks. */
import { deflateSync } from 'node:zlib';
import { canonicalJson } from '@entente/shared/canonical-json';
import { sayVerified } from '@entente/shared/evidence/say-check';
import { verifyFile } from '@entente/shared/evidence/verify-file';
import { describe, expect, test } from 'vitest';
import { Chance } from '../support/chance.ts';
import { copied, givenSigned, rechained } from '../support/signed-convention.ts';
import { codesThat, verifier } from '../support/verifying.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const verify = (bytes: Uint8Array<ArrayBuffer>) => verifyFile(bytes, verifier);
const file = givenSigned().evidence();
const changed = (change: (value: Record<string, unknown>) => void) => {
  const value = copied(file) as unknown as Record<string, unknown>;
  change(value);
  return bytesOf(canonicalJson(value));
};

const eventOf = (value: Record<string, unknown>, place: number): Record<string, unknown> =>
  (value.journal as { event: Record<string, unknown> }[])[place]?.event ?? {};

describe('a file that is none', () => {
  test.each([
    ['nothing', '', 'not-json'],
    ['a word', 'Bonjour', 'not-json'],
    ['half a file', canonicalJson(file).slice(0, 5_000), 'not-json'],
    ['a number', '12', 'not-evidence'],
    ['null', 'null', 'not-evidence'],
    ['a list', '[]', 'not-evidence'],
    ['another object', '{"format":7}', 'not-evidence'],
    ['another format', '{"format":"application/pdf"}', 'not-evidence'],
    ['a format to come', '{"format":"entente/evidence/2","all":"new"}', 'unknown-format'],
    ['an empty file of our format', '{"format":"entente/evidence/1"}', 'malformed'],
    ['lists in lists without end', '['.repeat(200_000), 'not-json'],
    ['deep but whole', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'not-evidence'],
  ])('%s is refused by its name', async (_what, text, why) => {
    expect(await verify(bytesOf(text))).toMatchObject({ kind: 'unreadable', why });
  });

  test('bytes that are no text', async () => {
    expect(await verify(Uint8Array.of(0xff, 0xfe, 0x00))).toMatchObject({ kind: 'unreadable', why: 'not-utf8' });
  });

  test('a file that is larger than any evidence', async () => {
    expect(await verify(new Uint8Array(129 * 1_048_576))).toMatchObject({ kind: 'unreadable', why: 'too-large' });
  }, 60_000);

  test('an ordinary PDF', async () => {
    expect(await verify(bytesOf('%PDF-1.7\n%%EOF\n'))).toMatchObject({ kind: 'unreadable', why: 'ordinary-pdf' });
  });

  test('a text with a part that no convention has', async () => {
    const text = { ...file.text, nobody: [] };
    expect(await verify(bytesOf(canonicalJson({ ...file, text })))).toMatchObject({
      why: 'malformed',
      detail: 'text.nobody',
    });
  });

  test.each([
    [{ type: 'paragraph', content: 7 }],
    [{ type: 'text', text: 'x', marks: 'bold' }],
    [{ type: 'p', attrs: { a: {} } }],
  ])('a text that could not be shown: %o', async (node) => {
    const text = { ...file.text, values: [{ type: 'paragraph', content: [node] }] };
    expect(await verify(bytesOf(canonicalJson({ ...file, text })))).toMatchObject({ why: 'malformed' });
  });

  test('a text of nodes in nodes without end', async () => {
    for (const depth of [1_000, 100_000]) {
      const node = `${'{"content":['.repeat(depth)}${'],"type":"blockquote"}'.repeat(depth)},`;
      const plain = canonicalJson(file).replace('"values":[', `"values":[${node}`);
      expect(await verify(bytesOf(plain))).toMatchObject({ why: 'malformed' });
    }
  });

  test('the reason names the place', async () => {
    const wrong = changed((value) => {
      (value.journal as { hash: string }[])[3] = { hash: 'x' };
    });
    expect(await verify(wrong)).toMatchObject({ why: 'malformed', detail: expect.stringMatching(/^journal\.3/) });
  });
});

describe('a hostile PDF', () => {
  const pdfOf = (body: string) => bytesOf(`%PDF-1.7\n${body}`);

  test.each([
    ['seals without number', '/ByteRange [0 1 2 3]\n'.repeat(300_000)],
    ['attachments without number', '<</Type/EmbeddedFile>>\n'.repeat(300_000)],
    ['an attachment without end', `1 0 obj <</Type/EmbeddedFile/Filter/FlateDecode>>\nstream\n${'x'.repeat(100_000)}`],
    ['an attachment longer than the file', '1 0 obj <</Type/EmbeddedFile/Length 9999999999>>\nstream\nx\nendstream'],
    ['places that are nowhere', '/ByteRange [0 9999999999 9999999999 9999999999] /ByteRange [0 3 2 1]'],
  ])('%s is answered', async (_what, body) => {
    expect(await verify(pdfOf(body))).toMatchObject({ kind: expect.stringMatching(/report|unreadable/) });
  });

  test('an attachment that swells beyond measure is as if it were not there', async () => {
    const swollen = deflateSync(Buffer.alloc(140_000_000, ' '));
    const head = `%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile/Filter/FlateDecode/Length ${swollen.length}>>\nstream\n`;
    const bytes = Uint8Array.from(Buffer.concat([Buffer.from(head), swollen, Buffer.from('\nendstream\nendobj\n')]));
    expect(await verify(bytes)).toMatchObject({ kind: 'unreadable', why: 'ordinary-pdf' });
  }, 60_000);

  test('lists without number are not read, wherever they stand: they would fill all memory', async () => {
    const lists = bytesOf(`{"format":"entente/evidence/1","names":[${'[],'.repeat(7_000_000)}[]]}`);
    expect(await verify(lists)).toMatchObject({ kind: 'unreadable', why: 'too-large' });
    const packed = deflateSync(lists);
    const head = `%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
    const bytes = Uint8Array.from(Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\n')]));
    const verified = await verify(bytes);
    expect(verified).toMatchObject({ kind: 'report', verdict: 'broken' });
  }, 60_000);

  test('an evidence file in a PDF that nobody sealed is verified, and the missing seal told', async () => {
    const packed = deflateSync(canonicalJson(file));
    const head = `%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile/Filter[/FlateDecode]/Length 2 0 R>>\nstream\r\n`;
    const bytes = Uint8Array.from(Buffer.concat([Buffer.from(head), packed, Buffer.from('\r\nendstream\nendobj\n')]));
    const verified = await verify(bytes);
    expect(verified).toMatchObject({ kind: 'report', source: 'pdf', verdict: 'broken' });
    if (verified.kind === 'report') expect(codesThat('fails', verified)).toEqual(['pdf-seal']);
  });
});

describe('odd JSON', () => {
  test('spaces, another order of keys, or a key said twice are no evidence of anything', async () => {
    const plain = canonicalJson(file);
    for (const text of [
      JSON.stringify(file),
      `${plain}\n`,
      plain.replace('{"convention":', '{"convention":"x","convention":'),
    ]) {
      const verified = await verify(bytesOf(text));
      expect(verified).toMatchObject({ kind: 'report', verdict: 'broken' });
    }
  });

  test('words that no digest covers, and two names for one person, have no place', async () => {
    for (const node of [
      { type: 'paragraph', text: 'Des mots.' },
      { type: 'hardBreak', content: [{ type: 'text', text: 'Des mots.' }] },
    ]) {
      const hidden = changed((value) => {
        value.text = { ...file.text, 'core:x': [node] };
      });
      expect(await verify(hidden)).toMatchObject({ kind: 'unreadable', why: 'malformed' });
    }
    const named = changed((value) => {
      const people = [...file.names.people, ...file.names.people.slice(0, 1)];
      value.names = { ...file.names, people };
    });
    expect(await verify(named)).toMatchObject({ kind: 'unreadable', why: 'malformed' });
  });

  test('names of prototypes are names like others', async () => {
    const odd = bytesOf(canonicalJson(file).replace('"names":{', '"names":{"__proto__":{"people":[]},'));
    expect(await verify(odd)).toMatchObject({ kind: 'unreadable', why: 'malformed' });
    const named = changed((value) => {
      value.names = { organisations: [{ id: '__proto__', name: 'constructor' }], people: [] };
    });
    expect(await verify(named)).toMatchObject({ kind: 'report' });
    expect(({} as { people?: unknown }).people).toBeUndefined();
  });

  test.each<[string, (value: Record<string, unknown>) => void]>([
    ['a text of unknown nodes', (value) => ((value.text as Record<string, unknown>).values = [{ type: '__proto__' }])],
    ['a text without a section', (value) => delete (value.text as Record<string, unknown>).budget],
    ['a core that was not frozen', (value) => ((value.text as Record<string, unknown>)['core:x'] = file.text.values)],
    ['an unknown fact', (value) => (eventOf(value, 9).type = 'MoonLanded')],
    ['a fact without its particulars', (value) => delete eventOf(value, 9).digest],
    ['a time zone that is none', (value) => (eventOf(value, 0).timeZone = 'Moon/Sea')],
    ['a journal of one fact', (value) => (value.journal = (value.journal as unknown[]).slice(0, 1))],
    ['no signatures', (value) => (value.signatures = [])],
    ['a certificate of noise', (value) => (value.server = { origin: 'x', certificate: 'AAAA' })],
    [
      'a seal of noise',
      (value) =>
        Object.assign(value, {
          seal: { algorithm: 'ES256', signature: 'AAAA' },
          server: { origin: 'x', certificate: 'MAA' },
        }),
    ],
  ])('%s is told, and stops nothing', async (_what, change) => {
    const verified = await verify(changed(change));
    expect(verified).toMatchObject({ kind: 'report' });
    if (verified.kind === 'report') expect(verified.checks.some(({ status }) => status !== 'holds')).toBe(true);
  });
});

describe('facts that make no sense', () => {
  const odd: readonly unknown[] = [
    null,
    7,
    '',
    'x',
    '__proto__',
    [],
    {},
    { toString: 1, valueOf: 1 },
    '9999-99-99',
    -1,
    true,
    ['a', 7],
    1e308,
  ];

  /** Puts something odd in one place of the value, and says where. */
  function spoil(value: unknown, chance: Chance, path = ''): string {
    const keys = Object.keys(value as object);
    const key = chance.pick(keys.length > 0 ? keys : ['new']);
    const inner = (value as Record<string, unknown>)[key];
    const goesOn = typeof inner === 'object' && inner !== null && chance.happens(0.8);
    if (goesOn) return spoil(inner, chance, `${path}.${key}`);
    (value as Record<string, unknown>)[key] = chance.pick(odd);
    return `${path}.${key}`;
  }

  test('a journal of any nonsense, chained as if it were honest, is answered in words', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    for (let turn = 0; turn < 100; turn += 1) {
      const chance = new Chance(seed * 1_000 + turn);
      const spoilt = copied(file);
      const journal = [...spoilt.journal];
      const places = Array.from({ length: chance.between(1, 3) }, () => spoil(chance.pick(journal).event, chance));
      const verified = await verify(bytesOf(canonicalJson(rechained(spoilt))));
      for (const language of ['fr', 'en'] as const) {
        expect(sayVerified(verified, language).title, `seed ${seed}, turn ${turn}: ${places}`).not.toBe('');
      }
      expect(verified).toMatchObject(verified.kind === 'unreadable' ? { why: 'malformed' } : { kind: 'report' });
    }
  }, 60_000);
});
