import type { ConventionPdf } from '@entente/server/pdf/convention-pdf';
import { createTypstPrinter } from '@entente/server/pdf/typst-printer';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conventionToPrint, link, list, node, paragraph, table, text } from '../support/pdf-inputs.ts';
import { readPdf } from '../support/read-pdf.ts';

const printer = createTypstPrinter();
const bytesOf = (input: ConventionPdf) => printer.print({ kind: 'convention', input });
const print = (input: ConventionPdf) => readPdf(bytesOf(input));
const printText = (...values: CanonicalNode[]) => print(conventionToPrint({ values }));

describe('what people type can’t act in the printed convention', () => {
  it.each([
    '#import "@preview/cetz:0.3.0": *',
    '#read("/etc/passwd")',
    '#read("paper.typ")',
    '#panic("stop")',
    '= Titre *gras* _italique_ $x^2$ `code` <label> @ref',
    'guillemets " et apostrophe \' et barre \\ et \\" et \\u{41}',
    '[crochets] {accolades} ]]} #] ; // commentaire /* autre */',
    '"}, "draft": null, "x": {"',
    '</xmp> <?xpacket end="w"?> %%EOF endstream endobj (parenthèse) \\)',
  ])('prints %j letter for letter', async (typed) => {
    const pdf = await print(
      conventionToPrint(
        { values: [paragraph(typed)] },
        {
          title: typed,
          observers: [typed],
          parties: [{ organisation: 'a', name: typed, kind: 'other', mark: 0, deliberation: null }],
        },
      ),
    );
    const shown = (words: string) => words.replace(/\s+/g, '');
    expect(shown(pdf.words).split(shown(typed)).length - 1).toBeGreaterThanOrEqual(3);
    expect(pdf.title).toBe(typed);
    expect(pdf.words).not.toContain('root:');
    expect(pdf.words).not.toContain('watermark');
    expect(pdf.words).toContain('PROJET — non approuvé');
    expect(pdf.archival).toBe('3B');
  });

  it('makes a link only of an address that the text’s schema allows and a PDF can carry', async () => {
    const pdf = await printText(
      paragraph(
        link('un', 'javascript:alert(1)'),
        link('deux', 'file:///etc/passwd'),
        link('trois', `https://exemple.fr/${'x'.repeat(20_000)}`),
        link('quatre', 'https://exemple.fr/(a)\\b"c'),
        link('cinq', 'mailto:a@exemple.fr'),
        link('six', ''),
      ),
    );
    expect(pdf.words).toContain('undeuxtroisquatrecinqsix');
    expect(pdf.links.map((address) => address.slice(0, 24))).toEqual([
      'https://exemple.fr/(a)/b',
      'mailto:a@exemple.fr',
    ]);
  });
});

describe('what people type can’t make an export fail', () => {
  it('prints other alphabets, symbols and emoji, bold and italic too', async () => {
    const pdf = await printText(
      paragraph('Привет мир, Ελληνικά, Tiếng Việt, Łódź, œuvre, ½ m² → ☐ ☑ ✓'),
      paragraph(text('Привет سلام שלום 😀', 'bold', 'italic')),
    );
    expect(pdf.words).toContain('Привет мир, Ελληνικά, Tiếng Việt, Łódź, œuvre, ½ m² → ☐ ☑ ✓');
    expect(pdf.words).toContain('😀');
    expect(pdf.words).not.toContain('□');
    expect(pdf.words).not.toContain('ne savent pas imprimer');
  });

  it('shows □ for what no font has, and says how many', async () => {
    const one = await printText(paragraph('un \u{E000} seul'));
    expect(one.words).toContain('un □ seul');
    expect(one.words).toContain('Un caractère que nos polices ne savent pas imprimer');
    const more = await print(conventionToPrint({ values: [paragraph('你好')] }, { title: '你 avant' }));
    expect(more.words).toContain('□□');
    expect(more.words).toMatch(/[34] caractères que nos polices ne savent pas imprimer/);
    expect(more.title).toBe('你 avant');
  });

  it('leaves out control characters, shows lone surrogates and reordering marks', async () => {
    const pdf = await printText(paragraph('a\u0000b\u0007c\uFEFFd \uD800x \uDC00y \u202Ezyx\u202C fin'));
    expect(pdf.words).toContain('abcd');
    expect(pdf.words).toMatch(/\uFFFD ?x/);
    expect(pdf.words).toContain('□zyx□ fin');
  });

  it('breaks an endless word inside the margins', async () => {
    const pdf = await printText(paragraph('x'.repeat(3000)), table(['a', 'b'], ['y'.repeat(500), 'z'.repeat(500)]));
    expect(pdf.words.match(/x/g)?.length).toBeGreaterThanOrEqual(3000);
    expect(pdf.words.match(/x{200}/)).toBeNull();
  });

  it('prints broken structure without losing a word', async () => {
    const pdf = await printText(
      node('bulletList'),
      node('orderedList', [node('listItem'), paragraph('hors élément')], { start: -5, type: 'zz' }),
      list('orderedList', [[paragraph('romain lointain')]], { type: 'i', start: 1e12 }),
      list('orderedList', [[paragraph('lettre zéro')]], { type: 'a', start: 0 }),
      node('heading', [text('Niveau inconnu')], { level: 99 }),
      node('inconnu', [paragraph('dans un nœud inconnu')]),
      text('texte nu'),
      node('table'),
      node('table', [node('tableRow'), paragraph('hors ligne')]),
      node('table', [
        node('tableRow', [
          node('tableHeader', [paragraph('très haut')], { rowspan: 99 }),
          node('tableHeader', [paragraph('très large')], { colspan: 1_000_000 }),
        ]),
        node('tableRow', [node('tableCell', [paragraph('négatif')], { colspan: -2, rowspan: 0.5 })]),
      ]),
    );
    for (const words of [
      'hors élément',
      'romain lointain',
      'lettre zéro',
      'Niveau inconnu',
      'dans un nœud inconnu',
      'texte nu',
      'hors ligne',
      'très haut',
      'très large',
      'négatif',
    ]) {
      expect(pdf.words).toContain(words);
    }
  });

  it('prints a table too wide for the page as a list', async () => {
    const row = (name: string) => Array.from({ length: 40 }, (_, column) => `${name}${column}`);
    const pdf = await printText(table(row('h'), row('c')));
    expect(pdf.roles.has('Table')).toBe(false);
    for (const words of [...row('h'), ...row('c')]) expect(pdf.words).toContain(words);
  });

  it('prints lists, quotes and tables nested a hundred deep', async () => {
    const nested = (depth: number): CanonicalNode => {
      if (depth === 0) return paragraph('tout au fond');
      const inner = nested(depth - 1);
      const kinds = [
        node('blockquote', [inner]),
        list('bulletList', [[inner]]),
        node('table', [node('tableRow', [node('tableCell', [inner])])]),
      ];
      return kinds[depth % 3] ?? inner;
    };
    expect((await printText(nested(100))).words).toContain('tout au fond');
  });

  it('prints 56 pages with a table of 200 rows in seconds, its header on each page', async () => {
    const body = Array.from({ length: 330 }, (_, index) =>
      paragraph(`Paragraphe ${index} : les partenaires conviennent d’un calendrier ; ils l’évaluent. `.repeat(7)),
    );
    const rows = Array.from({ length: 200 }, (_, index) => [`Poste ${index}`, `${index} 000 €`, 'connu']);
    const input = conventionToPrint({
      project: body,
      budget: [table(['Intitulé du poste', 'Montant', 'Type'], ...rows)],
    });
    const started = performance.now();
    const bytes = bytesOf(input);
    expect(performance.now() - started).toBeLessThan(20_000);
    const pdf = await readPdf(bytes);
    expect(pdf.pages.length).toBeGreaterThanOrEqual(56);
    expect(pdf.words).toContain('Paragraphe 329');
    expect(pdf.words).toContain('Poste 199');
    expect(pdf.words.match(/Intitulé du poste/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('prints any tree of nodes and any characters', { timeout: 120_000 }, () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes)),
    );
    const { tree } = fc.letrec<{ tree: CanonicalNode }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc
          .tuple(words, fc.subarray(['bold', 'italic', 'underline', 'strike']))
          .map(([value, marks]) => text(value, ...marks)),
        fc
          .record({
            type: fc.constantFrom(
              'paragraph',
              'heading',
              'bulletList',
              'orderedList',
              'listItem',
              'blockquote',
              'hardBreak',
              'table',
              'tableRow',
              'tableCell',
              'tableHeader',
            ),
            content: fc.array(tie('tree'), { maxLength: 4 }),
            attrs: fc.record(
              {
                level: fc.integer(),
                start: fc.integer(),
                type: fc.constantFrom('a', 'i', 'I', 'x'),
                colspan: fc.integer({ min: -1, max: 20 }),
                rowspan: fc.integer({ min: -1, max: 20 }),
                align: fc.constantFrom('left', 'right', 'z'),
              },
              { requiredKeys: [] },
            ),
          })
          .map(({ type, content, attrs }) => node(type, content, attrs)),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 8 }), words, (values, title) => {
        const bytes = bytesOf(conventionToPrint({ values }, { title }));
        expect(new TextDecoder('latin1').decode(bytes.subarray(0, 8))).toMatch(/^%PDF-1\.7/);
      }),
      { numRuns: 150 },
    );
  });
});
