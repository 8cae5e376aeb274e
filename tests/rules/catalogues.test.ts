import { zReason } from '@entente/shared/negotiation/reasons';
import { zOrganisationReason } from '@entente/shared/organisations/reasons';
import { importNoticeCodes, importRefusalCodes } from '@entente/shared/sections/import-proposal';
import { zSigningReason } from '@entente/shared/signing/reasons';
import { zUpdateRefused } from '@entente/shared/wire/messages';
import { describe, expect, test } from 'vitest';
import { catalogueGaps, readCatalogue, type Sentences, unsaidKeys } from '../support/catalogues.ts';
import { filesBelow } from '../support/repository.ts';

const read = (sentences: object) => readCatalogue({ path: 'a.json', text: JSON.stringify(sentences) });

describe('the check of catalogues', () => {
  test('says nothing when both languages have the same keys, plurals included', () => {
    const french = read({
      a: 'Un {{nom}}',
      b: { c_one: '{{count}} clause', c_many: '{{count}} de clauses', c_other: '{{count}} clauses' },
    });
    const english = read({ a: 'One {{nom}}', b: { c_one: '{{count}} clause', c_other: '{{count}} clauses' } });
    expect(catalogueGaps(french, english)).toEqual([]);
  });

  test.each([
    ['a key without its twin', read({ a: 'x', b: { c: 'y' } }), read({ a: 'x' }), 'b.c is in French only'],
    ['a key that French lacks', read({}), read({ a: 'x' }), 'a is in English only'],
    ['an empty sentence', read({ a: 'x' }), read({ a: ' ' }), 'a is empty in English'],
    [
      'a plural form left out',
      read({ a_one: 'x', a_other: 'y' }),
      read({ a_other: 'y' }),
      'a_one is missing in English',
    ],
    [
      'other values to fill in',
      read({ a: 'le {{date}}' }),
      read({ a: 'on {{day}}' }),
      'a fills in other values in French (date) than in English (day)',
    ],
  ])('tells %s', (_what, french, english, gap) => {
    expect(catalogueGaps(french, english)).toContain(gap);
  });
});

describe('the check for sentences that nobody says', () => {
  const sentences = read({ a: { b: 'x', 'c-d_one': 'y', 'c-d_other': 'z' }, e: 'w' });
  const open = '${';

  test.each([
    ['none', [], ['a.b', 'a.c-d', 'e']],
    ['one in full', ["t('a.b')"], ['a.c-d', 'e']],
    ['one of another catalogue', ["t('other:e')"], ['a.b', 'a.c-d', 'e']],
    ['one of this catalogue, named', ["t('home:e')"], ['a.b', 'a.c-d']],
    ['all of a branch', [`t(\`a.${open}what}\`)`], ['e']],
    ['all of a family', [`t(\`home:a.c-${open}what}\`)`], ['a.b', 'e']],
  ])('knows what a source says: %s', (_what, sources, unsaid) => {
    expect(unsaidKeys('home', sentences, sources.join(''))).toEqual(unsaid);
  });
});

describe('catalogues', () => {
  const of = (language: 'fr' | 'en'): ReadonlyMap<string, Sentences> => {
    const folder = `client/src/i18n/${language}`;
    return new Map(
      filesBelow(folder, '.json').map((file) => [file.path.slice(folder.length + 1), readCatalogue(file)]),
    );
  };
  const [french, english] = [of('fr'), of('en')];
  const sources = [...filesBelow('client/src', '.ts'), ...filesBelow('client/src', '.tsx')]
    .map(({ text }) => text)
    .join('\n');

  test('French and English have the same catalogues', () => {
    expect([...french.keys()]).toEqual([...english.keys()]);
    expect(french.size).toBeGreaterThan(0);
  });

  test.each([...french.keys()])('%s says the same things in French and in English', (name) => {
    expect(catalogueGaps(french.get(name) ?? new Map(), english.get(name) ?? new Map())).toEqual([]);
  });

  test.each([...french.keys()].filter((name) => name !== 'reasons.json'))(
    'every sentence of %s is said somewhere',
    (name) => {
      const sentences = french.get(name) ?? new Map();
      expect(unsaidKeys(name.replace('.json', ''), sentences, sources)).toEqual([]);
    },
  );

  test('every refusal has its sentence', () => {
    const reasons = [...zReason.options, ...zOrganisationReason.options, ...zSigningReason.options];
    const codes = reasons.map((each) => each.shape.code.value);
    const keys = [...(french.get('reasons.json')?.keys() ?? [])];
    const said = (code: string) =>
      keys.some((key) => key === code || key.startsWith(`${code}_`) || key.startsWith(`${code}.`));
    expect(codes.filter((code) => !said(code))).toEqual([]);
  });

  test.each([
    ['update that the wire refuses', 'convention.json', 'refused.why', zUpdateRefused.shape.code.options],
    ['Word file that is refused', 'conventions.json', 'import.refused', importRefusalCodes],
    ['thing that a Word file loses', 'conventions.json', 'notice', importNoticeCodes],
  ])('every %s has its sentence', (_what, catalogue, folder, codes) => {
    const sentences = french.get(catalogue);
    expect(codes.filter((code) => !sentences?.has(`${folder}.${code}`))).toEqual([]);
  });
});
