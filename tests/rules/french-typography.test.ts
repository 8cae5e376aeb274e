import { canonicalJson } from '@entente/shared/canonical-json';
import { frenchTypography, frenchTypographyAcross } from '@entente/shared/text/french-typography';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const n = '\u202F';
const nbsp = '\u00A0';

describe('French typography of the printed form', () => {
  it.each([
    ['les parties : « la Commune » ; le Relais !', `les parties${n}: «${n}la Commune${n}»${n}; le Relais${n}!`],
    ['Objet:', `Objet${n}:`],
    ['Article 2: le projet', `Article 2${n}: le projet`],
    ['Vraiment?! oui!', `Vraiment${n}?! oui${n}!`],
    ['«bonjour»', `«${n}bonjour${n}»`],
    [`déjà${nbsp}: insécable`, `déjà${n}: insécable`],
    ['21 400 € et 80 %', `21${n}400${n}€ et 80${n}%`],
    ['1 234 567 habitants', `1${n}234${n}567 habitants`],
    ['(voir annexe) ; fin', `(voir annexe)${n}; fin`],
  ])('prints %j with narrow no-break spaces', (typed, printed) => {
    expect(frenchTypography(typed)).toBe(printed);
  });

  it.each([
    'à 14:30 précises',
    'de 9:00 à 17:45',
    'https://exemple.fr:8080/a;b?c=1!d:e',
    'www.exemple.fr/page?x=1;y=2',
    'ecrire@exemple.fr',
    'mailto:ecrire@exemple.fr?subject=a',
    'C:\\Documents\\convention',
    'à l’échelle 1:25000',
    'le 04/01/2027',
    '06 12 34 56 78',
    '',
  ])('leaves %j alone', (typed) => {
    expect(frenchTypography(typed)).toBe(typed);
  });

  it('spaces the mark that follows an address, not the address', () => {
    expect(frenchTypography('voir https://exemple.fr/a?b=1 ; et ecrire@exemple.fr !')).toBe(
      `voir https://exemple.fr/a?b=1${n}; et ecrire@exemple.fr${n}!`,
    );
  });

  it('sees a space at the end of a bold word with the mark that begins the next run', () => {
    expect(frenchTypographyAcross(['Objet ', ': le projet'])).toEqual([`Objet${n}`, ': le projet']);
    expect(frenchTypographyAcross(['Objet', ' : le projet'])).toEqual(['Objet', `${n}: le projet`]);
    expect(frenchTypographyAcross(['Objet', ':'])).toEqual(['Objet', `${n}:`]);
    expect(frenchTypographyAcross(['Objet ', ' ', ' ; fin'])).toEqual([`Objet${n}`, '', '; fin']);
    expect(frenchTypographyAcross(['« ', 'mot', ' »'])).toEqual([`«${n}`, 'mot', `${n}»`]);
  });

  it('changes nothing but spaces, is idempotent, and gives the same line however it is cut into runs', () => {
    const typed = fc.array(fc.constantFrom(...'aé1 :;!?«»%€(/.@\u00A0\u202F\n', ' ', ' '), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 5 }), (cut) => {
        const runs = cut.map((letters) => letters.join(''));
        const printed = frenchTypography(runs.join(''));
        expect(printed.replace(/[ \u00A0\u202F]/g, '')).toBe(runs.join('').replace(/[ \u00A0\u202F]/g, ''));
        expect(frenchTypography(printed)).toBe(printed);
        expect(frenchTypographyAcross(runs).join('')).toBe(runs.length === 0 ? '' : printed);
      }),
      { numRuns: 3000 },
    );
  });

  it('is quick on one endless word', () => {
    const started = performance.now();
    frenchTypography('a'.repeat(200_000));
    frenchTypography('1 234'.repeat(40_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('leaves the words it was given as they are: digests are made from them', () => {
    const nodes = [{ type: 'text', text: 'Objet : le projet' }];
    const before = canonicalJson(nodes);
    frenchTypographyAcross(nodes.map((node) => node.text));
    expect(canonicalJson(nodes)).toBe(before);
  });
});
