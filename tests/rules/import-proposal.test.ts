import type { SourceBlock } from '@entente/shared/sections/heading-line';
import {
  applyProposal,
  type ImportChoices,
  type ImportProposal,
  zImportChoices,
  zImportProposal,
} from '@entente/shared/sections/import-proposal';
import { proposeImport } from '@entente/shared/sections/propose-import';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { areTextBlocks, type BlockJson, wordsOf, zBlocks } from '@entente/shared/text/blocks';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bold, heading, paragraph, text } from '../support/text-blocks.ts';

const asProposed: ImportChoices = { sections: {}, refusedSplits: [] };

function styled(level: number, words: string): SourceBlock {
  return { block: heading(3, words), heading: level };
}

function plain(...blocks: BlockJson[]): SourceBlock[] {
  return blocks.map((block) => ({ block }));
}

function propose(blocks: readonly SourceBlock[], propertiesTitle?: string): ImportProposal {
  return proposeImport({ blocks, notices: [], ...(propertiesTitle === undefined ? {} : { propertiesTitle }) });
}

/** What a reader of the proposal needs to see in a test. */
function outline(proposal: ImportProposal): readonly (readonly [title: string, section: SectionId])[] {
  return proposal.parts.map(({ title, section }) => [title, section]);
}

function words(blocks: readonly BlockJson[]): string[] {
  return wordsOf(blocks)
    .split(/\s+/)
    .filter((word) => word !== '');
}

describe('DOC-1 a Word file is cut where its articles begin', () => {
  it('DOC-1 what comes before the first article is the opening, what matches nothing the general provisions', () => {
    const proposal = propose([
      ...plain(bold('Entre les soussignés'), paragraph('La Commune')),
      styled(1, 'Article 1 – Objet de la convention'),
      ...plain(paragraph('Accueillir.')),
      styled(1, 'Article 2 – Café des parents'),
      ...plain(paragraph('Chaque mois.')),
    ]);
    expect(outline(proposal)).toEqual([
      ['', 'opening'],
      ['Article 1 – Objet de la convention', 'project'],
      ['Article 2 – Café des parents', 'general'],
    ]);
    const sections = applyProposal(proposal, asProposed);
    expect(sections.opening).toEqual([bold('Entre les soussignés'), paragraph('La Commune')]);
    expect(sections.general).toEqual([heading(3, 'Article 2 – Café des parents'), paragraph('Chaque mois.')]);
  });

  it('DOC-1 headings without a style are seen: bold, capitals, underlined, numbered, on two lines', () => {
    const proposal = propose(
      plain(
        paragraph('ENTRE'),
        paragraph('La Commune'),
        paragraph('PRÉAMBULE'),
        paragraph('Depuis dix ans.'),
        bold('Article 1 : Objet'),
        paragraph('Accueillir.'),
        paragraph(text('Article 2 – Durée', 'underline')),
        paragraph('Un an.'),
        paragraph('ARTICLE 3'),
        paragraph('OBLIGATIONS DES PARTIES'),
        paragraph('Chacun fait sa part.'),
        paragraph('Article 4 – Dispositions financières'),
        paragraph('Article 5 du code civil : rien.'),
      ),
    );
    expect(outline(proposal)).toEqual([
      ['', 'opening'],
      ['PRÉAMBULE', 'values'],
      ['Article 1 : Objet', 'project'],
      ['Article 2 – Durée', 'calendar'],
      ['ARTICLE 3 – OBLIGATIONS DES PARTIES', 'roles'],
      ['Article 4 – Dispositions financières', 'budget'],
    ]);
    expect(words(proposal.parts[5]?.content ?? [])).toContain('civil');
  });

  it('DOC-1 a lone bold item of a numbered list is a heading, and keeps its number', () => {
    const item = (start: number, title: string): BlockJson => ({
      type: 'orderedList',
      ...(start === 1 ? {} : { attrs: { start } }),
      content: [{ type: 'listItem', content: [bold(title)] }],
    });
    const proposal = propose(
      plain(item(1, 'OBJET'), paragraph('Accueillir.'), item(2, 'MOYENS'), paragraph('Une salle.')),
    );
    expect(outline(proposal)).toEqual([
      ['1. OBJET', 'project'],
      ['2. MOYENS', 'means'],
    ]);
  });

  it('DOC-1 a bold line inside an article is no article; a lone one is where nothing else marks them', () => {
    const inside = propose([
      styled(1, 'Article 1 – Objet'),
      ...plain(bold('Article premier'), paragraph('x')),
      styled(1, 'Article 2 – Moyens'),
      ...plain(bold('Matériel'), paragraph('Une salle.')),
    ]);
    expect(outline(inside).map(([title]) => title)).toEqual([
      'Article 1 – Objet',
      'Article premier',
      'Article 2 – Moyens',
    ]);
    const alone = propose(plain(bold('Objet'), paragraph('x'), bold('Moyens'), paragraph('y')));
    expect(outline(alone)).toEqual([
      ['Objet', 'project'],
      ['Moyens', 'means'],
    ]);
  });

  it('DOC-1 an article whose title begins its own paragraph is one all the same', () => {
    const proposal = propose(
      plain(
        paragraph('ENTRE'),
        bold('MISSION LOCALE DE VALMER'),
        paragraph(text('Article 1 – Objet.', 'bold'), ' Accueillir.'),
        paragraph(text('Article 2 – Moyens', 'bold'), { type: 'hardBreak' }, 'Une salle.'),
        paragraph('Un véhicule.'),
        paragraph(text('Article 5 : Moyens', 'underline'), ' Une salle.'),
        paragraph(text('Article 4', 'bold'), ' du code civil.'),
      ),
    );
    expect(outline(proposal)).toEqual([
      ['', 'opening'],
      ['Article 1 – Objet', 'project'],
      ['Article 2 – Moyens', 'means'],
      ['Article 5 : Moyens', 'means'],
    ]);
    expect(applyProposal(proposal, asProposed)).toMatchObject({
      project: [paragraph(text('Article 1 – Objet.', 'bold'), ' Accueillir.')],
      means: [
        paragraph(text('Article 2 – Moyens', 'bold'), { type: 'hardBreak' }, 'Une salle.'),
        paragraph('Un véhicule.'),
        paragraph('Une salle.'),
        paragraph(text('Article 4', 'bold'), ' du code civil.'),
      ],
    });
  });

  it('DOC-1 articles under chapters: an article that says nothing belongs where its chapter does', () => {
    const proposal = propose([
      styled(1, 'Titre I – Le projet'),
      styled(2, 'Article 1 – Objectifs'),
      ...plain(paragraph('a')),
      styled(1, 'Titre II – Gouvernance'),
      styled(2, 'Article 2 – Composition'),
      ...plain(paragraph('b')),
    ]);
    expect(outline(proposal)).toEqual([
      ['Titre I – Le projet', 'project'],
      ['Article 1 – Objectifs', 'project'],
      ['Titre II – Gouvernance', 'regulation'],
      ['Article 2 – Composition', 'regulation'],
    ]);
    expect(proposal.parts.at(-1)?.confidence).toBe('likely');
  });

  it('DOC-1 annexes stay whole in the general provisions', () => {
    const proposal = propose([
      styled(1, 'Article 1 – Objet'),
      ...plain(paragraph('a')),
      styled(1, 'Annexe 1 – Budget prévisionnel'),
      styled(2, 'Calendrier'),
      ...plain(paragraph('b')),
    ]);
    expect(outline(proposal)).toEqual([
      ['Article 1 – Objet', 'project'],
      ['Annexe 1 – Budget prévisionnel', 'general'],
    ]);
  });
});

describe('DOC-1 the title of an imported convention', () => {
  const articles = [styled(1, 'Article 1 – Objet'), ...plain(paragraph('a'))];

  it('DOC-1 is the title style’s, and leaves the text', () => {
    const lines: SourceBlock[] = [
      { block: paragraph('Convention de partenariat'), isTitle: true },
      { block: paragraph('Répit et loisirs'), isTitle: true },
      ...articles,
    ];
    const proposal = propose(lines, 'Modèle');
    expect(proposal.title).toBe('Convention de partenariat Répit et loisirs');
    expect(outline(proposal)).toEqual([['Article 1 – Objet', 'project']]);
  });

  it('DOC-1 is a first line that says « convention », then the properties’, then a first heading', () => {
    expect(propose([...plain(bold('CONVENTION DE PARTENARIAT')), ...articles], 'Modèle').title).toBe(
      'CONVENTION DE PARTENARIAT',
    );
    expect(propose([...plain(paragraph('La convention lie.')), ...articles], 'Accueil commun').title).toBe(
      'Accueil commun',
    );
    expect(propose([styled(1, 'Accueil commun'), ...articles], 'Microsoft Word - brouillon.doc').title).toBe(
      'Accueil commun',
    );
    expect(propose(articles).title).toBeNull();
  });
});

describe('DOC-2 what belongs elsewhere is proposed as a split', () => {
  const article7: SourceBlock[] = [
    styled(1, 'Article 7 – Mode de régulation'),
    ...plain(
      paragraph('Un comité de pilotage.'),
      paragraph(text('Risques et scénarios de remplacement.', 'bold'), ' Si le véhicule manque.'),
      paragraph(text('Composition.', 'bold'), ' Les directions.'),
    ),
    styled(1, 'Article 8 – Évaluation'),
    ...plain(paragraph('Un bilan.')),
  ];

  it('DOC-2 a bold run-in title about the risks is split from its article', () => {
    const proposal = propose(article7);
    const [regulation, risks] = proposal.parts;
    expect(outline(proposal).map(([, section]) => section)).toEqual(['regulation', 'risks', 'evaluation']);
    expect(risks).toMatchObject({
      title: 'Risques et scénarios de remplacement',
      titleIn: 'content',
      split: { from: regulation?.id, at: 1 },
    });
    const sections = applyProposal(proposal, asProposed);
    expect(sections.risks).toEqual([paragraph('Si le véhicule manque.')]);
    expect(sections.regulation).toEqual([
      paragraph('Un comité de pilotage.'),
      paragraph(text('Composition.', 'bold'), ' Les directions.'),
    ]);
  });

  it('DOC-2 a refused split goes back where it was, word for word', () => {
    const proposal = propose(article7);
    const refused = { sections: {}, refusedSplits: [proposal.parts[1]?.id ?? ''] };
    const sections = applyProposal(proposal, refused);
    expect(sections.risks).toEqual([]);
    expect(sections.regulation).toEqual(article7.slice(1, 4).map(({ block }) => block));
  });

  it('DOC-2 a run-in title moved to a section that it doesn’t name keeps its words', () => {
    const proposal = propose(article7);
    const moved = applyProposal(proposal, {
      sections: { [proposal.parts[1]?.id ?? '']: 'general' },
      refusedSplits: [],
    });
    expect(moved.general).toEqual([
      paragraph(text('Risques et scénarios de remplacement.', 'bold'), ' Si le véhicule manque.'),
    ]);
  });

  it('DOC-1 a heading under an article that is surely another section’s is a split; refused, it is back in place', () => {
    const source = [
      styled(1, 'Article 2 – Le projet'),
      styled(2, '2.1 Finalité'),
      ...plain(paragraph('a')),
      styled(2, '2.2 Calendrier'),
      ...plain(paragraph('b')),
      styled(3, 'Printemps'),
      ...plain(paragraph('c')),
      styled(2, '2.3 Cœur du projet'),
      ...plain(paragraph('d')),
    ];
    const proposal = propose(source);
    expect(outline(proposal)).toEqual([
      ['Article 2 – Le projet', 'project'],
      ['2.2 Calendrier', 'calendar'],
    ]);
    expect(applyProposal(proposal, asProposed)).toMatchObject({
      project: [heading(3, '2.1 Finalité'), paragraph('a'), heading(3, '2.3 Cœur du projet'), paragraph('d')],
      calendar: [heading(3, '2.2 Calendrier'), paragraph('b'), heading(4, 'Printemps'), paragraph('c')],
    });
    const refused = applyProposal(proposal, { sections: {}, refusedSplits: ['part-3'] });
    expect(refused.project.map((block) => words([block]).join(' '))).toEqual([
      '2.1 Finalité',
      'a',
      '2.2 Calendrier',
      'b',
      'Printemps',
      'c',
      '2.3 Cœur du projet',
      'd',
    ]);
  });
});

describe('DOC-1 several parts in one section', () => {
  it('DOC-1 each keeps its title, except the one that only names the section', () => {
    const proposal = propose([
      styled(1, 'Préambule'),
      ...plain(paragraph('a')),
      styled(1, 'Article 1 – Valeurs communes'),
      styled(2, '1.1 Respect'),
      ...plain(paragraph('b')),
      styled(1, 'Charte'),
      ...plain(paragraph('c')),
    ]);
    expect(applyProposal(proposal, asProposed).values).toEqual([
      heading(3, 'Préambule'),
      paragraph('a'),
      heading(3, '1.1 Respect'),
      paragraph('b'),
      heading(3, 'Charte'),
      paragraph('c'),
    ]);
  });

  it('DOC-1 a title with another number than the section’s is kept: other articles may cite it', () => {
    const proposal = propose([
      styled(1, 'Article 3 – Budget'),
      ...plain(paragraph('a')),
      styled(1, 'Article 4 – Moyens'),
    ]);
    expect(applyProposal(proposal, asProposed).budget).toEqual([heading(3, 'Article 3 – Budget'), paragraph('a')]);
  });

  it('DOC-1 the person’s choice of section decides', () => {
    const proposal = propose([
      styled(1, 'Article 1 – Objet'),
      ...plain(paragraph('a')),
      styled(1, 'Article 2 – Durée'),
    ]);
    const id = proposal.parts[0]?.id ?? '';
    const sections = applyProposal(proposal, { sections: { [id]: 'values' }, refusedSplits: ['part-999'] });
    expect(sections.values).toEqual([heading(3, 'Article 1 – Objet'), paragraph('a')]);
    expect(sections.project).toEqual([]);
  });
});

describe('DOC-1 no word is lost between a file and the sections', () => {
  const titles = [
    'Article 6 – Budget',
    'Obligations des parties',
    'Café',
    'Risques',
    'ENTRE',
    'Annexe',
    '2.1 Durée',
    'Titre I. Suivi',
  ];
  const word = fc.constantFrom('accueil', 'loisirs', 'répit', 'salle', 'véhicule', 'mercredi');
  const line = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '));
  const source: fc.Arbitrary<SourceBlock> = fc.oneof(
    line.map((words) => ({ block: paragraph(words) })),
    fc.constantFrom(...titles).map((title) => ({ block: bold(title) })),
    fc
      .tuple(fc.constantFrom(...titles), line)
      .map(([title, rest]) => ({ block: paragraph(text(`${title}.`, 'bold'), ` ${rest}`) })),
    fc.tuple(fc.constantFrom(...titles), fc.integer({ min: 1, max: 6 })).map(([title, level]) => styled(level, title)),
    fc.tuple(line, fc.boolean()).map(([words, isTitle]) => ({ block: paragraph(words), isTitle })),
  );

  it('DOC-1 all words in are all words out, whatever the person chooses', async () => {
    await fc.assert(
      fc.property(
        fc.array(source, { maxLength: 25 }),
        fc.infiniteStream(fc.constantFrom(...sectionIds)),
        fc.infiniteStream(fc.boolean()),
        (blocks, sections, refusals) => {
          const proposal = propose(blocks);
          const choices: ImportChoices = {
            sections: Object.fromEntries(proposal.parts.map(({ id }) => [id, sections.next().value])) as Record<
              string,
              SectionId
            >,
            refusedSplits: proposal.parts.filter(() => refusals.next().value).map(({ id }) => id),
          };
          const result = applyProposal(proposal, choices);
          const out = sectionIds.flatMap((section) => words(result[section]));
          const into = words(blocks.map(({ block }) => block)).filter((word) => word !== '–');
          const given = [...out, ...(proposal.title ?? '').split(' ')].filter((word) => word !== '–' && word !== '');
          // Only « Article 6 – Budget », « Risques » and their like may be gone, from the section that they name.
          const missing = without(into, given);
          expect(without(given, into)).toEqual([]);
          expect(
            missing.every((gone) => ['Article', '6', 'Budget', 'Budget.', 'Risques', 'Risques.'].includes(gone)),
          ).toBe(true);
          expect(missing.filter((gone) => /Budget/.test(gone)).length).toBeLessThanOrEqual(1);
          expect(missing.filter((gone) => /Risques/.test(gone)).length).toBeLessThanOrEqual(1);
          for (const section of sectionIds) expect(areTextBlocks(result[section])).toBe(true);
          expect(zImportProposal.parse(JSON.parse(JSON.stringify(proposal)))).toEqual(proposal);
          expect(zImportChoices.parse(choices)).toEqual(choices);
        },
      ),
      { numRuns: 300 },
    );
  });

  function without(all: readonly string[], taken: readonly string[]): string[] {
    const left = [...taken];
    return all.filter((word) => {
      const at = left.indexOf(word);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  }
});

describe('F-48 blocks from outside are checked before they are used', () => {
  const link = (href: string): BlockJson => ({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] });

  it('F-48 accepts what the schema holds', () => {
    const list: BlockJson = {
      type: 'orderedList',
      attrs: { start: 3, type: 'a' },
      content: [{ type: 'listItem', content: [paragraph('x')] }],
    };
    expect(zBlocks.safeParse([heading(3, 'x'), list, paragraph(link('https://exemple.fr'))]).success).toBe(true);
  });

  const refused: readonly (readonly [string, unknown])[] = [
    ['a node outside the schema', [{ type: 'iframe' }]],
    ['a name that every object has', [{ type: 'constructor' }]],
    ['a mark outside the schema', [paragraph({ type: 'text', text: 'x', marks: [{ type: 'textStyle' }] })]],
    [
      'a comment anchor',
      [paragraph({ type: 'text', text: 'x', marks: [{ type: 'comment', attrs: { thread: 't' } }] })],
    ],
    ['a link that runs script', [paragraph(link('javascript:alert(1)'))]],
    [
      'a link with a class',
      [
        paragraph({
          type: 'text',
          text: 'x',
          marks: [{ type: 'link', attrs: { href: 'https://a.fr', class: 'overlay' } }],
        }),
      ],
    ],
    ['a heading of level 1', [{ type: 'heading', attrs: { level: 1 }, content: [text('x')] }]],
    ['an attribute that nobody knows', [{ type: 'paragraph', attrs: { style: 'position:fixed' } }]],
    ['a cell outside a row', [{ type: 'tableCell', content: [] }]],
    ['a block inside a paragraph', [{ type: 'paragraph', content: [paragraph('x')] }]],
    [
      'an endless span',
      [{ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 1e9 } }] }] }],
    ],
    ['an empty text', [paragraph({ type: 'text', text: '' })]],
    ['something that is no list', { type: 'paragraph' }],
  ];
  it.each(refused)('F-48 refuses %s', (_name, blocks) => {
    expect(zBlocks.safeParse(blocks).success).toBe(false);
  });

  it('F-29 refuses a nesting of 20,000 levels without walking down it', () => {
    let deep: BlockJson = paragraph('x');
    for (let level = 0; level < 20_000; level++) deep = { type: 'blockquote', content: [deep] };
    expect(zBlocks.safeParse([deep]).success).toBe(false);
  });
});
