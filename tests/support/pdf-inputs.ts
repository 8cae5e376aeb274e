/** Conventions to print: canonical nodes written by hand, and an input around them. */

import type { ConventionPdf } from '@entente/server/pdf/convention-pdf';
import { coreOf } from '@entente/shared/sections/parts';
import { sectionIds } from '@entente/shared/sections/sections';
import type { CanonicalMark, CanonicalNode } from '@entente/shared/text/canonical';
import { type CanonicalText, factsOfText } from '@entente/shared/text/digest';
import type { RowKind } from '@entente/shared/text/tables';

export const text = (words: string, ...marks: (string | CanonicalMark)[]): CanonicalNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) } : {}),
});

type Attrs = Readonly<Record<string, string | number | boolean>>;

export const node = (type: string, content: readonly CanonicalNode[] = [], attrs?: Attrs): CanonicalNode => ({
  type,
  ...(attrs === undefined ? {} : { attrs }),
  ...(content.length > 0 ? { content } : {}),
});

export const paragraph = (...content: (string | CanonicalNode)[]): CanonicalNode =>
  node(
    'paragraph',
    content.map((part) => (typeof part === 'string' ? text(part) : part)),
  );

export const link = (words: string, href: string): CanonicalNode => text(words, { type: 'link', attrs: { href } });

export const list = (type: 'bulletList' | 'orderedList', items: readonly (readonly CanonicalNode[])[], attrs?: Attrs) =>
  node(
    type,
    items.map((item) => node('listItem', item)),
    attrs,
  );

/** A table of words, the first row a header. */
export const table = (...rows: readonly (readonly string[])[]): CanonicalNode =>
  node(
    'table',
    rows.map((row, index) =>
      node(
        'tableRow',
        row.map((words) => node(index === 0 ? 'tableHeader' : 'tableCell', [paragraph(words)])),
      ),
    ),
  );

export type Sections = CanonicalText;

function sectionsWith(written: Partial<Sections>): Sections {
  return { ...Object.fromEntries(sectionIds.map((section) => [section, []])), ...written } as Sections;
}

/** A draft of two parties with these sections, its digest computed; anything else can be given. */
export function conventionToPrint(
  written: Partial<Sections>,
  given: Partial<Omit<ConventionPdf, 'sections' | 'digest'>> = {},
): ConventionPdf {
  const sections = sectionsWith(written);
  return {
    language: 'fr',
    title: 'Répit et loisirs pour les adolescents',
    timeZone: 'Europe/Paris',
    status: { kind: 'draft', at: '2026-11-22T13:30:00.000Z' },
    parties: [
      { organisation: 'tilleuls', name: 'Association Les Tilleuls', kind: 'association', mark: 0, deliberation: null },
      { organisation: 'valmer', name: 'Commune de Valmer', kind: 'public-body', mark: 1, deliberation: null },
    ],
    observers: [],
    approvals: [],
    signatures: [],
    awaited: [],
    journal: null,
    evidence: null,
    seal: null,
    ...given,
    sections,
    digest: factsOfText(sections).digest,
  };
}

/** Fields of a section, as its canonical form has them. */
export const fields = (cells: Attrs): CanonicalNode => node('fields', [], cells);

/** A row of a section, as its canonical form has it. */
export const row = (kind: RowKind, cells: Attrs): CanonicalNode => node('row', [], { row: kind, ...cells });

/** Every field and every kind of row, some unfinished, and a core of each party. */
export const everyParticular: Partial<CanonicalText> = {
  project: [
    paragraph('Offrir un répit aux familles.'),
    fields({ population: 'Adolescents de 11 à 17 ans en situation de handicap', territory: 'Communauté de Valmer' }),
  ],
  roles: [
    row('contribution', {
      party: 'tilleuls',
      brings: 'Deux éducateurs',
      expects: 'Des places',
      population: 'Ses jeunes',
    }),
    row('contribution', { party: 'valmer', brings: 'Le centre de loisirs' }),
  ],
  calendar: [fields({ start: '2027-01-01', end: '2028-12-31', heavy: true })],
  budget: [
    row('budgetLine', {
      kind: 'known',
      label: 'Éducateur',
      amount: 2_140_000,
      bearer: 'tilleuls',
      funder: 'Département',
    }),
    row('budgetLine', {
      kind: 'hidden',
      label: 'Temps de réunion',
      amount: 325_050,
      bearer: 'tilleuls',
      funder: 'Fonds propres',
    }),
    row('budgetLine', {
      kind: 'inKind',
      label: 'Prêt de la salle',
      amount: 120_000,
      bearer: 'valmer',
      funder: 'Commune',
    }),
    row('budgetLine', { label: 'Transport' }),
    fields({ noHiddenCosts: 'Les temps de préparation sont comptés ci-dessus.' }),
  ],
  regulation: [fields({ exitClause: 'Chacun peut se retirer par lettre.', noticeDays: 90 })],
  evaluation: [
    row('indicator', {
      criterion: 'effectiveness',
      label: 'Jeunes accueillis',
      planned: '40',
      source: 'Registre',
      date: '2027-12-15',
    }),
    row('indicator', { criterion: 'impact', label: 'Repos des aidants', planned: 'Mieux' }),
    row('review', { date: '2027-07-01', label: 'Bilan intermédiaire' }),
    row('review', { date: '2028-11-30', label: 'Bilan final' }),
  ],
  risks: [row('risk', { risk: 'Départ d’un éducateur', fallback: 'Remplacement par le réseau' }), row('risk', {})],
  [coreOf('valmer')]: [paragraph('L’accueil reste gratuit.')],
  [coreOf('tilleuls')]: [paragraph('Deux éducateurs au moins.')],
};

/** One section with every structure that the schema has. */
export const everyStructure: readonly CanonicalNode[] = [
  node('heading', [text('Finalité')], { level: 3 }),
  paragraph(
    'Un texte ',
    text('gras', 'bold'),
    ', ',
    text('italique', 'italic'),
    ', ',
    text('souligné', 'underline'),
    ', ',
    text('barré', 'strike'),
    ' : voir ',
    link('le site', 'https://exemple.fr/page?a=1&b=2'),
    '.',
  ),
  paragraph('Première ligne', node('hardBreak'), 'seconde ligne'),
  list('bulletList', [
    [paragraph('puce un')],
    [paragraph('puce deux'), list('bulletList', [[paragraph('puce imbriquée')]])],
  ]),
  list(
    'orderedList',
    [
      [
        paragraph('article quatre'),
        list('orderedList', [[paragraph('alinéa a')], [paragraph('alinéa b')]], { type: 'a' }),
      ],
      [paragraph('article cinq')],
    ],
    { start: 4 },
  ),
  list('orderedList', [[paragraph('romain')]], { type: 'i', start: 3 }),
  node('blockquote', [paragraph('Une citation : « partager » !')]),
  node('heading', [text('Sous-titre')], { level: 4 }),
  node('heading', [text('Sous-sous-titre')], { level: 5 }),
  table(['Poste', 'Montant annuel'], ['Éducateur', '21 400 €'], ['Transport', '4 150 €']),
  node('table', [
    node('tableRow', [
      node('tableCell', [paragraph('haut large')], { colspan: 2 }),
      node('tableCell', [paragraph('côté')], { rowspan: 2 }),
    ]),
    node('tableRow', [node('tableCell', [paragraph('bas un')]), node('tableCell', [paragraph('bas deux')])]),
  ]),
];
