import { fillSection, fillSections } from '@entente/server/text/fill-sections';
import { applyProposal } from '@entente/shared/sections/import-proposal';
import { eightSections, type SectionId, sectionIds, textRoot } from '@entente/shared/sections/sections';
import { areTextBlocks, type BlockJson, onOneLine } from '@entente/shared/text/blocks';
import { canonicalWords, plainText } from '@entente/shared/text/canonical';
import {
  AlignmentType,
  DeletedTextRun,
  Document,
  ExternalHyperlink,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bold, heading, paragraph, text } from '../support/text-blocks.ts';
import { run, wordFile, wordParagraph, xmlStart } from '../support/word-file.ts';
import { proposalOf, sample } from '../support/word-reading.ts';

const asProposed = { sections: {}, refusedSplits: [] };

async function sectionsOf(bytes: Uint8Array): Promise<Record<SectionId, readonly BlockJson[]>> {
  return applyProposal(await proposalOf(bytes), asProposed);
}

function rowsOf(table: BlockJson | undefined): string[][] {
  return (table?.content ?? []).map((row) => (row.content ?? []).map((cell) => onOneLine([cell])));
}

function cellKinds(table: BlockJson | undefined): string[] {
  return (table?.content ?? []).map((row) => [...new Set((row.content ?? []).map((cell) => cell.type))].join('+'));
}

describe('DOC-1 the sample convention is read exactly', () => {
  it('DOC-1 proposes its title, its parts and their sections, and has nothing to warn of', async () => {
    const proposal = await proposalOf(sample);
    expect(proposal.title).toBe(
      'Convention de partenariat — Répit et loisirs pour les adolescents accompagnés à domicile',
    );
    expect(proposal.parts.map(({ title, section, confidence }) => [title, section, confidence])).toEqual([
      ['', 'opening', 'sure'],
      ['Article 1 – Valeurs communes', 'values', 'sure'],
      ['Article 2 – Le projet', 'project', 'sure'],
      ['Article 3 – Répartition des rôles', 'roles', 'sure'],
      ['Article 4 – Phasage et calendrier', 'calendar', 'sure'],
      ['Article 5 – Moyens', 'means', 'sure'],
      ['Article 6 – Budget', 'budget', 'sure'],
      ['Article 7 – Mode de régulation', 'regulation', 'sure'],
      ['Risques et scénarios de remplacement', 'risks', 'sure'],
      ['Article 8 – Objet et méthode de l’évaluation', 'evaluation', 'sure'],
      ['Dispositions générales', 'general', 'sure'],
    ]);
    expect(proposal.notices).toEqual([]);
    for (const part of proposal.parts) {
      expect(part.preview.length).toBeGreaterThan(20);
      expect(part.preview.length).toBeLessThanOrEqual(201);
    }
  });

  it('DOC-1 opening: the parties, in bold, and the visas in italics', async () => {
    const { opening } = await sectionsOf(sample);
    expect(opening).toHaveLength(5);
    expect(opening[0]).toEqual(bold('Entre les soussignés'));
    expect(opening[2]?.content?.slice(0, 2)).toEqual([text('La '), text('Commune de Valmer', 'bold')]);
    expect(opening[4]?.content?.[0]).toEqual(text('Vu', 'italic'));
  });

  it('DOC-1 budget: a header row and seven lines, no-break spaces kept', async () => {
    const { budget } = await sectionsOf(sample);
    expect(budget).toHaveLength(1);
    expect(cellKinds(budget[0])).toEqual(['tableHeader', ...Array<string>(7).fill('tableCell')]);
    expect(rowsOf(budget[0])).toEqual([
      ['Poste', 'Type', 'Montant annuel', 'Porteur'],
      ['Éducateur spécialisé 0,5 ETP', 'connu', '21 400 €', 'Les Tilleuls'],
      ['Animateurs 0,8 ETP', 'connu', '26 800 €', 'La Commune'],
      ['Transport du mercredi', 'connu', '4 150 €', 'La Commune'],
      ['Mise à disposition de la salle', 'en nature', '3 600 €', 'La Commune'],
      ['Café des parents', 'connu', '1 250 €', 'Le Relais'],
      ['Préparation des réunions (3 cadres, 6 réunions)', 'caché', '2 340 €', 'Tous'],
      ['Temps passé en aval, comptes rendus, bilans', 'caché', '1 980 €', 'Tous'],
    ]);
  });

  it('DOC-1 roles: a numbered list whose third item holds a, b, c', async () => {
    const { roles } = await sectionsOf(sample);
    const item = (...content: BlockJson[]): BlockJson => ({ type: 'listItem', content });
    expect(roles).toEqual([
      {
        type: 'orderedList',
        content: [
          item(
            paragraph(
              'Les Tilleuls mettent à disposition un éducateur spécialisé à mi-temps et forment les animateurs.',
            ),
          ),
          item(
            paragraph(
              'La Commune accueille les jeunes, fournit les locaux et le matériel, et recrute deux animateurs.',
            ),
          ),
          item(paragraph('Le Relais :'), {
            type: 'orderedList',
            attrs: { type: 'a' },
            content: [
              item(paragraph('informe les familles ;')),
              item(paragraph('anime un café des parents chaque mois ;')),
              item(paragraph('recueille leur avis à chaque bilan.')),
            ],
          }),
        ],
      },
    ]);
  });

  it('DOC-1 project: three headings under it, one table; evaluation: table then text', async () => {
    const { project, evaluation, means, general } = await sectionsOf(sample);
    expect(project.map((block) => block.type)).toEqual([
      'heading',
      'paragraph',
      'heading',
      'table',
      'heading',
      'paragraph',
    ]);
    expect(project[0]).toEqual(heading(3, '2.1 Finalité'));
    expect(evaluation.map((block) => block.type)).toEqual(['table', 'paragraph']);
    expect(rowsOf(evaluation[0])[1]).toEqual([
      'Efficacité',
      'Places occupées en moyenne',
      '11 sur 12',
      'Registre de présence',
    ]);
    expect(onOneLine(means)).toContain('une salle calme de 25 m² au centre');
    expect(onOneLine(general)).toMatch(/^La présente convention prend effet .* réglées en annexe\.$/);
  });

  it('DOC-2 risks: split from article 7, which keeps the rest; refused, they go back', async () => {
    const proposal = await proposalOf(sample);
    const split = applyProposal(proposal, asProposed);
    expect(onOneLine(split.risks)).toMatch(/^Si l’éducateur est absent .* reportée d’un trimestre\.$/);
    expect(onOneLine(split.regulation)).toMatch(/^Un comité de pilotage .* trimestre en cours\.$/);
    const risks = proposal.parts.find(({ section }) => section === 'risks');
    const whole = applyProposal(proposal, { sections: {}, refusedSplits: [risks?.id ?? ''] });
    expect(whole.risks).toEqual([]);
    expect(whole.regulation).toHaveLength(2);
    expect(whole.regulation[1]?.content?.[0]).toEqual(text('Risques et scénarios de remplacement.', 'bold'));
  });

  it('DOC-1 fills a document: the words of every section, an empty paragraph where there are none', async () => {
    const sections = await sectionsOf(sample);
    const doc = new Y.Doc();
    fillSections(doc, { ...sections, general: [] });
    for (const section of sectionIds) {
      const written = plainText(canonicalWords(doc.getXmlFragment(textRoot(section))));
      expect(written.trim(), section).toBe(section === 'general' ? '' : plainTextOf(sections[section]).trim());
    }
    expect(doc.getXmlFragment(textRoot('general')).toString()).toBe('<paragraph></paragraph>');
    expect(doc.getXmlFragment(textRoot('roles')).toString()).toContain('<orderedlist start="1" type="a">');
    expect(() => fillSection(doc, 'budget', [])).toThrow(/not empty/);
    expect(() => fillSection(new Y.Doc(), 'budget', [{ type: 'iframe' }])).toThrow(/fit the schema/);
  });
});

function plainTextOf(blocks: readonly BlockJson[]): string {
  const doc = new Y.Doc();
  fillSection(doc, 'opening', blocks);
  return plainText(canonicalWords(doc.getXmlFragment(textRoot('opening'))));
}

describe('DOC-1 what Word writes survives', () => {
  it('DOC-1 marks, allowed links, line breaks and French no-break spaces; forbidden links become words', async () => {
    const document = new Document({
      sections: [
        {
          children: [
            new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun('Article 1 : Moyens')] }),
            new Paragraph({
              children: [
                new TextRun({ text: 'gras', bold: true }),
                new TextRun({ text: 'italique', italics: true }),
                new TextRun({ text: 'souligné', underline: {} }),
                new TextRun({ text: 'barré', strike: true }),
                new TextRun({ text: 'suite', break: 1 }),
              ],
            }),
            new Paragraph({ children: [new TextRun('«\u00a0Cher\u202f»\u202f: 21\u202f400\u00a0€')] }),
            new Paragraph({
              children: [
                new ExternalHyperlink({ link: 'https://exemple.fr/a?b=1&c=2', children: [new TextRun('site')] }),
                new ExternalHyperlink({ link: 'javascript:alert(1)', children: [new TextRun('piège')] }),
                new ExternalHyperlink({ link: 'file:///etc/passwd', children: [new TextRun('fichier')] }),
              ],
            }),
          ],
        },
      ],
    });
    const proposal = await proposalOf(new Uint8Array(await Packer.toBuffer(document)));
    const { means } = applyProposal(proposal, asProposed);
    expect(means).toEqual([
      heading(3, 'Article 1 : Moyens'),
      paragraph(
        text('gras', 'bold'),
        text('italique', 'italic'),
        text('souligné', 'underline'),
        text('barré', 'strike'),
        { type: 'hardBreak' },
        'suite',
      ),
      paragraph('«\u00a0Cher\u202f»\u202f: 21\u202f400\u00a0€'),
      paragraph(
        { type: 'text', text: 'site', marks: [{ type: 'link', attrs: { href: 'https://exemple.fr/a?b=1&c=2' } }] },
        'piègefichier',
      ),
    ]);
    expect(proposal.notices).toEqual(['links-dropped']);
  });

  it('DOC-1 tables: merged cells, and a bold first row heads its columns', async () => {
    const cell = (words: string, more: { columnSpan?: number; rowSpan?: number; bold?: boolean } = {}) =>
      new TableCell({
        ...more,
        children: [new Paragraph({ children: [new TextRun({ text: words, bold: more.bold === true })] })],
      });
    const document = new Document({
      sections: [
        {
          children: [
            new Paragraph({ heading: HeadingLevel.HEADING_1, text: 'Article 6 – Budget' }),
            new Table({
              rows: [
                new TableRow({
                  children: [cell('Poste', { bold: true }), cell('Montants', { bold: true, columnSpan: 2 })],
                }),
                new TableRow({ children: [cell('Salle', { rowSpan: 2 }), cell('100'), cell('200')] }),
                new TableRow({ children: [cell('300'), cell('400')] }),
              ],
            }),
          ],
        },
      ],
    });
    const { budget } = await sectionsOf(new Uint8Array(await Packer.toBuffer(document)));
    expect(cellKinds(budget[0])).toEqual(['tableHeader', 'tableCell', 'tableCell']);
    expect(budget[0]?.content?.[0]?.content?.[1]?.attrs).toEqual({ colspan: 2 });
    expect(budget[0]?.content?.[1]?.content?.[0]?.attrs).toEqual({ rowspan: 2 });
    expect(rowsOf(budget[0])).toEqual([
      ['Poste', 'Montants'],
      ['Salle', '100', '200'],
      ['300', '400'],
    ]);
  });

  it('DOC-1 automatic numbers: articles keep theirs, a list goes on after a paragraph, 3.1 stays 3.1', async () => {
    const level = (at: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], shown: string) => ({
      level: at,
      format,
      text: shown,
      alignment: AlignmentType.START,
    });
    const document = new Document({
      numbering: {
        config: [
          {
            reference: 'articles',
            levels: [level(0, LevelFormat.DECIMAL, 'Article %1 –'), level(1, LevelFormat.DECIMAL, '%1.%2')],
          },
          { reference: 'list', levels: [level(0, LevelFormat.UPPER_ROMAN, '%1.'), level(1, LevelFormat.BULLET, '•')] },
        ],
      },
      sections: [
        {
          children: [
            new Paragraph({
              heading: HeadingLevel.HEADING_1,
              text: 'Objet',
              numbering: { reference: 'articles', level: 0 },
            }),
            new Paragraph({ text: 'Accueillir.', numbering: { reference: 'articles', level: 1 } }),
            new Paragraph({ text: 'Former.', numbering: { reference: 'articles', level: 1 } }),
            new Paragraph({
              heading: HeadingLevel.HEADING_1,
              text: 'Moyens',
              numbering: { reference: 'articles', level: 0 },
            }),
            new Paragraph({ text: 'Une salle', numbering: { reference: 'list', level: 0 } }),
            new Paragraph({ text: 'calme', numbering: { reference: 'list', level: 1 } }),
            new Paragraph({ text: 'en outre :' }),
            new Paragraph({ text: 'Un véhicule', numbering: { reference: 'list', level: 0 } }),
          ],
        },
      ],
    });
    const proposal = await proposalOf(new Uint8Array(await Packer.toBuffer(document)));
    expect(proposal.parts.map(({ title, section }) => [title, section])).toEqual([
      ['Article 1 – Objet', 'project'],
      ['Article 2 – Moyens', 'means'],
    ]);
    const { project, means } = applyProposal(proposal, asProposed);
    expect(project.slice(1)).toEqual([paragraph('1.1 Accueillir.'), paragraph('1.2 Former.')]);
    expect(means.slice(1).map(({ type, attrs }) => ({ type, attrs }))).toEqual([
      { type: 'orderedList', attrs: { type: 'I' } },
      { type: 'paragraph', attrs: undefined },
      { type: 'orderedList', attrs: { start: 2, type: 'I' } },
    ]);
    expect(means[1]?.content?.[0]?.content?.[1]?.type).toBe('bulletList');
  });

  it('DOC-1 tracked changes: insertions kept, deletions gone, and the person is told', async () => {
    const change = { id: 1, author: 'Direction', date: '2026-01-01T00:00:00Z' };
    const document = new Document({
      sections: [
        {
          children: [
            new Paragraph({ heading: HeadingLevel.HEADING_1, text: 'Article 5 – Moyens' }),
            new Paragraph({
              children: [
                new TextRun('Une salle '),
                new InsertedTextRun({ ...change, text: 'calme' }),
                new DeletedTextRun({ ...change, id: 2, text: 'bruyante' }),
              ],
            }),
          ],
        },
      ],
    });
    const proposal = await proposalOf(new Uint8Array(await Packer.toBuffer(document)));
    expect(proposal.notices).toEqual(['tracked-changes-accepted']);
    expect(applyProposal(proposal, asProposed).means).toEqual([paragraph('Une salle calme')]);
  });

  it('DOC-1 headings without styles: bold, capitals by format, based on another style', async () => {
    const proposal = await proposalOf(
      wordFile({
        styles:
          '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>' +
          '<w:style w:type="paragraph" w:styleId="Maison"><w:name w:val="Titre maison"/><w:basedOn w:val="Titre1"/></w:style>' +
          '<w:style w:type="paragraph" w:styleId="Gras"><w:name w:val="Article"/><w:rPr><w:b/></w:rPr></w:style>' +
          '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>',
        body: [
          wordParagraph(run('CONVENTION DE PARTENARIAT')),
          wordParagraph(run('Article 1 – Objet 2'), '<w:pStyle w:val="TM1"/>'),
          wordParagraph(run('Entre la Commune et le Relais')),
          wordParagraph(run('Article 1 – Objet', '<w:b/>')),
          wordParagraph(run('Accueillir.')),
          wordParagraph(run('Article 2 – Moyens'), '<w:pStyle w:val="Gras"/>'),
          wordParagraph(run('Une salle.')),
          wordParagraph(run('Article 3 – Durée'), '<w:pStyle w:val="Maison"/>'),
          wordParagraph(run('Un an.')),
          wordParagraph(run('article 4 – budget', '<w:caps/>')),
          wordParagraph(run('Rien.')),
        ].join(''),
      }),
    );
    expect(proposal.title).toBe('CONVENTION DE PARTENARIAT');
    expect(proposal.parts.map(({ title, section }) => [title, section])).toEqual([
      ['', 'opening'],
      ['Article 1 – Objet', 'project'],
      ['Article 2 – Moyens', 'means'],
      ['Article 3 – Durée', 'calendar'],
      ['article 4 – budget', 'budget'],
    ]);
    expect(onOneLine(proposal.parts[0]?.content ?? [])).toBe('Entre la Commune et le Relais');
    expect(proposal.notices).toEqual(['contents-table-dropped']);
  });

  it('DOC-1 an English convention', async () => {
    const lines = [
      ['Title', 'Partnership agreement'],
      ['', 'Between the undersigned'],
      ['1', 'Preamble'],
      ['', 'We share this.'],
      ['1', '1. Purpose of the agreement'],
      ['', 'To welcome.'],
      ['1', '2. Roles and responsibilities'],
      ['', 'Everyone.'],
      ['1', '3. Term'],
      ['', 'One year.'],
      ['1', '4. Staff and premises'],
      ['', 'A room.'],
      ['1', '5. Funding'],
      ['', 'Nothing.'],
      ['1', '6. Steering committee'],
      ['', 'Twice a year.'],
      ['1', '7. Monitoring and evaluation'],
      ['', 'A review.'],
      ['1', '8. Risks'],
      ['', 'Illness.'],
      ['1', '9. Data protection'],
      ['', 'As by law.'],
    ] as const;
    const children = lines.map(([style, words]) =>
      style === ''
        ? new Paragraph({ text: words })
        : new Paragraph({ text: words, heading: style === 'Title' ? HeadingLevel.TITLE : HeadingLevel.HEADING_1 }),
    );
    const proposal = await proposalOf(
      new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] }))),
    );
    expect(proposal.title).toBe('Partnership agreement');
    expect(proposal.parts.map(({ section }) => section)).toEqual(['opening', ...eightSections, 'risks', 'general']);
  });

  it('DOC-1 footnotes go under their paragraph; comments, headers and equations are told', async () => {
    const proposal = await proposalOf(
      wordFile({
        body: [
          wordParagraph(run('Article 1 – Moyens', '<w:b/>')),
          wordParagraph(
            `${run('Une salle')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>`,
          ),
          wordParagraph(`${run('Soit ')}<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>`),
          wordParagraph(`${run('Page ')}<w:fldSimple w:instr=" REF x ">${run('trois')}</w:fldSimple>`),
          wordParagraph(run('Article 2 – Durée', '<w:b/>')),
          wordParagraph(run('Un an.')),
        ].join(''),
        footnotes: `<w:footnote w:id="2">${wordParagraph(run('De 25 m².'))}</w:footnote>`,
        comments: `<w:comment w:id="0" w:author="x">${wordParagraph(run('Pourquoi ?'))}</w:comment>`,
        more: [
          { name: 'word/header1.xml', data: `${xmlStart}<w:hdr><w:p><w:r><w:t>Version 3</w:t></w:r></w:p></w:hdr>` },
        ],
      }),
    );
    expect(proposal.parts[0]?.content).toEqual([
      paragraph('Une salle[1]'),
      paragraph('[1] De 25 m².'),
      paragraph('Soit'),
      paragraph('Page trois'),
    ]);
    expect([...proposal.notices].sort()).toEqual([
      'comments-dropped',
      'footnotes-moved',
      'headers-footers-dropped',
      'other-content-dropped',
    ]);
  });

  it('F-48 script in a file’s words and addresses stays words', async () => {
    const words = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const proposal = await proposalOf(
      wordFile({ body: wordParagraph(run('Article 1 – Objet', '<w:b/>')) + wordParagraph(run(words)) }),
    );
    expect(onOneLine(proposal.parts[0]?.content ?? [])).toBe(words);
    expect(areTextBlocks(proposal.parts[0]?.content)).toBe(true);
  });

  it('F-48 a file can’t write the marks by which paragraphs are numbered', async () => {
    const forged = `<w:bookmarkStart w:id="1" w:name="entente:${encodeURIComponent('{"kind":"label","text":"Article 9"}')}"/>`;
    const proposal = await proposalOf(wordFile({ body: wordParagraph(`${forged}${run('Une salle.')}`) }));
    expect(onOneLine(proposal.parts[0]?.content ?? [])).toBe('Une salle.');
  });
});
