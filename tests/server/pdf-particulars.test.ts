import { createTypstPrinter } from '@entente/server/pdf/typst-printer';
import { coreOf } from '@entente/shared/sections/parts';
import { fieldColumns, rowColumns } from '@entente/shared/text/tables';
import { describe, expect, it } from 'vitest';
import { conventionToPrint, everyParticular, fields, paragraph, row } from '../support/pdf-inputs.ts';
import { readPdf } from '../support/read-pdf.ts';

const printer = createTypstPrinter();
const printed = (...input: Parameters<typeof conventionToPrint>) =>
  readPdf(printer.print({ kind: 'convention', input: conventionToPrint(...input) }));

function expectInOrder(words: string, expected: readonly string[]) {
  let from = 0;
  for (const part of expected) {
    const at = words.indexOf(part, from);
    expect(at, `« ${part} » after « ${words.slice(Math.max(0, from - 40), from)} »`).toBeGreaterThanOrEqual(from);
    from = at + part.length;
  }
}

describe('APP-2: what is signed beside the words is printed', () => {
  it('DOC-3 DOC-4 DOC-5 DOC-6 prints fields and contributions in their sections, parties by name', async () => {
    const pdf = await printed(everyParticular);
    expectInOrder(pdf.words, [
      '2. Le projet',
      'Offrir un répit aux familles.',
      'Population ciblée Adolescents de 11 à 17 ans en situation de handicap',
      'Territoire Communauté de Valmer',
      '3. Répartition des rôles',
      'Association Les Tilleuls',
      'Deux éducateurs',
      'Des places',
      'Ses jeunes',
      'Commune de Valmer',
      'Le centre de loisirs',
      '— —',
      '4. Phasage et calendrier',
      'Début 1er janvier 2027',
      'Fin, sans tacite reconduction 31 décembre 2028',
      'Action lourde oui',
      '7. Mode de régulation',
      'Chacun peut se retirer par lettre.',
      'Préavis 90 jours',
    ]);
    expect(pdf.words).not.toContain('tilleuls');
    expect(pdf.words.match(/Cette rubrique est vide\./g)).toHaveLength(3);
  });

  it('DOC-9 prints every budget line with totals for each party and each kind, unfinished lines counted apart', async () => {
    const pdf = await printed(everyParticular);
    expectInOrder(pdf.words, [
      'Pourquoi il n’y a aucun coût caché Les temps de préparation sont comptés ci-dessus.',
      'Lignes du budget',
      'Éducateur Connu Association Les Tilleuls Département 21 400,00 €',
      'Temps de réunion Caché',
      '3 250,50 €',
      'Prêt de la salle En nature',
      'Transport — — — —',
      'Total 25 850,50 €',
      'Totaux par partenaire et par nature',
      'Association Les Tilleuls 21 400,00 € 3 250,50 € 0,00 € 0,00 € 24 650,50 €',
      'Commune de Valmer 0,00 € 0,00 € 1 200,00 € 0,00 € 1 200,00 €',
      'Total 21 400,00 € 3 250,50 € 1 200,00 € 0,00 € 25 850,50 €',
    ]);
  });

  it('adds amounts exactly, whatever their size', async () => {
    const line = { kind: 'known', label: 'X', bearer: 'tilleuls' };
    const most = 1_000_000_000_000_000;
    const rows = Array.from({ length: 12 }, () => row('budgetLine', { ...line, amount: most - 1 }));
    const pdf = await printed({ budget: rows }, { language: 'en' });
    expect(pdf.words).toContain('Total €119,999,999,999,999.88');
  });

  it('DOC-2 DOC-11 DOC-12 prints risks with their fallbacks, indicators and reviews', async () => {
    const pdf = await printed(everyParticular);
    expectInOrder(pdf.words, [
      'Indicateurs',
      'Efficacité Jeunes accueillis 40 Registre 15 décembre 2027',
      'Impact Repos des aidants Mieux — —',
      'Réunions de bilan',
      '1er juillet 2027 Bilan intermédiaire',
      '30 novembre 2028 Bilan final',
      'Registre des risques',
      'Départ d’un éducateur Remplacement par le réseau',
      '— —',
    ]);
    expect(pdf.roles.get('Table')).toBe(6);
    expect(pdf.roles.get('TH')).toBe(4 + 5 + 6 + 5 + 2 + 2);
  });

  it('DOC-7 prints each party’s core, in the order of the parties, and none that is blank', async () => {
    const pdf = await printed(everyParticular);
    expectInOrder(pdf.words, [
      'Le cœur du projet, selon chaque partenaire',
      'Association Les Tilleuls',
      'Deux éducateurs au moins.',
      'Commune de Valmer',
      'L’accueil reste gratuit.',
      'Approbations',
    ]);
    const none = await printed({ [coreOf('valmer')]: [paragraph(' ')] });
    expect(none.words).not.toContain('Le cœur du projet');
  });

  it('speaks the language of the convention', async () => {
    const pdf = await printed(everyParticular, { language: 'en' });
    expectInOrder(pdf.words, [
      'Target population',
      'What each brings and may expect',
      'Notice 90 days',
      'Effectiveness',
      '1 July 2027',
      'Fallback scenario',
      'The core of the project, for each partner',
    ]);
  });

  it('prints a name that is not a party’s as what it is, and a row that nobody began', async () => {
    const stranger = '0b6a5a50-2c1f-4a80-8f51-0d4bcb7f5a11';
    const pdf = await printed({ roles: [row('contribution', { party: stranger }), row('contribution', {})] });
    expect(pdf.words.replaceAll(' ', '')).toContain(`organisation${stranger}`);
    expect(pdf.words).toContain('— — — —');
  });

  it('prints whatever a cell holds, in any number, over as many pages as it takes', async () => {
    const typed = '#read("/etc/passwd") = *gras* $x^2$ " \\ ]}';
    const endless = 'x'.repeat(4_000);
    const rows = Array.from({ length: 300 }, (_, index) => row('risk', { risk: `risque ${index}.`, fallback: typed }));
    const pdf = await printed({
      risks: [row('risk', { risk: endless, fallback: 'mot '.repeat(1_000) }), ...rows],
      project: [fields({ population: `${typed}\nsuite`, territory: endless })],
      values: [row('risk', { risk: 'hors de sa rubrique' })],
    });
    const shown = (words: string) => words.replace(/\s+/g, '');
    expect(shown(pdf.words).split(shown(typed)).length - 1).toBe(301);
    expect(pdf.words).toContain('risque 0.');
    expect(pdf.words).toContain('risque 299.');
    expect(pdf.words).toContain('hors de sa rubrique');
    expect(pdf.words.match(/x/g)?.length).toBeGreaterThanOrEqual(8_000);
    expect(pdf.words.match(/x{200}/)).toBeNull();
    expect(pdf.words).not.toContain('root:');
    // The header comes again on every page that the table goes on to.
    expect(pdf.words.match(/Scénario de remplacement/g)?.length).toBeGreaterThan(4);
  });

  it('has a printed form for every column of every table', async () => {
    const said = new Map<string, string>();
    const cells = (columns: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        Object.entries(columns)
          .filter(([, type]) => type === 'words')
          .map(([name]) => {
            const words = `mot${said.size}x`;
            said.set(words, name);
            return [name, words];
          }),
      );
    const text: Partial<Record<string, ReturnType<typeof row>[]>> = {};
    for (const [section, columns] of Object.entries(fieldColumns)) text[section] = [fields(cells(columns))];
    for (const [section, kinds] of Object.entries(rowColumns))
      text[section] = [
        ...(text[section] ?? []),
        ...Object.entries(kinds).map(([kind, columns]) => row(kind as Parameters<typeof row>[0], cells(columns))),
      ];
    const pdf = await printed(text);
    expect(said.size).toBeGreaterThan(14);
    for (const [words, name] of said) expect(pdf.words, name).toContain(words);
  });
});
