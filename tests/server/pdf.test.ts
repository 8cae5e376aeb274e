import { readFileSync } from 'node:fs';
import type { ConventionPdf } from '@entente/server/pdf/convention-pdf';
import type { MinutesPdf } from '@entente/server/pdf/minutes-pdf';
import { createTypstPrinter } from '@entente/server/pdf/typst-printer';
import { wordsIn } from '@entente/server/pdf/words';
import { describe, expect, it } from 'vitest';
import { conventionToPrint, everyStructure, paragraph } from '../support/pdf-inputs.ts';
import { readPdf } from '../support/read-pdf.ts';

const printer = createTypstPrinter();
const print = (input: ConventionPdf) => readPdf(printer.print({ kind: 'convention', input }));

function expectInOrder(words: string, expected: readonly string[]) {
  let from = 0;
  for (const part of expected) {
    const at = words.indexOf(part, from);
    expect(at, `« ${part} » after « ${words.slice(Math.max(0, from - 40), from)} »`).toBeGreaterThanOrEqual(from);
    from = at + part.length;
  }
}

const written = {
  opening: [paragraph('Entre les soussignés, il est convenu ce qui suit.')],
  project: everyStructure,
  general: [paragraph('Sans tacite reconduction.')],
};

describe('APP-2, SIG-2: the printed convention', () => {
  it('is a tagged PDF/A-3b in the language of the convention, dated by its content', async () => {
    const pdf = await print(conventionToPrint(written));
    expect(pdf.archival).toBe('3B');
    expect(pdf.isTagged).toBe(true);
    expect(pdf.language).toMatch(/^fr/);
    expect(pdf.title).toBe('Répit et loisirs pour les adolescents');
    expect(pdf.createdAt).toMatch(/^D:20261122133000/);
  });

  it('DOC-1 prints the opening, the eight sections in order, the risks and the general provisions', async () => {
    const pdf = await print(conventionToPrint(written));
    expectInOrder(pdf.words, [
      'Répit et loisirs pour les adolescents',
      'Association Les Tilleuls',
      'Commune de Valmer',
      'Entre les soussignés, il est convenu ce qui suit.',
      '1. Valeurs communes',
      '2. Le projet',
      '3. Répartition des rôles',
      '4. Phasage et calendrier',
      '5. Moyens',
      '6. Budget',
      '7. Mode de régulation',
      '8. Objet et méthode d’évaluation',
      'Risques et scénarios de remplacement',
      'Dispositions générales',
      'Sans tacite reconduction.',
    ]);
    expect(pdf.words.match(/Cette rubrique est vide\./g)).toHaveLength(8);
    expect(pdf.outline).toContain('8. Objet et méthode d’évaluation');
  });

  it('shows every structure of the text in reading order', async () => {
    const pdf = await print(conventionToPrint(written));
    expectInOrder(pdf.words, [
      'Finalité',
      'Un texte gras, italique, souligné, barré : voir le site.',
      'Première ligne seconde ligne',
      '• puce un',
      '• puce deux',
      '– puce imbriquée',
      '4. article quatre',
      'a. alinéa a',
      'b. alinéa b',
      '5. article cinq',
      'iii. romain',
      'Une citation : « partager » !',
      'Sous-titre',
      'Sous-sous-titre',
      'Poste',
      'Montant annuel',
      'Éducateur',
      '21 400 €',
      'Transport',
      '4 150 €',
      'haut large',
      'côté',
      'bas un',
      'bas deux',
    ]);
    expect(pdf.links).toEqual(['https://exemple.fr/page?a=1&b=2']);
    expect(pdf.roles.get('Table')).toBe(2);
    expect(pdf.roles.get('TH')).toBe(2);
    expect(pdf.roles.get('TD')).toBe(8);
    // Five lists of the text and one of proofs; one that goes on over the page counts on both.
    expect(pdf.roles.get('L')).toBeGreaterThanOrEqual(6);
  });

  it('marks every page of a draft, with its date and zone', async () => {
    const many = Array.from({ length: 60 }, (_, index) => paragraph(`Paragraphe ${index} du projet. `.repeat(8)));
    const pdf = await print(conventionToPrint({ project: many }));
    expect(pdf.pages.length).toBeGreaterThan(3);
    pdf.pages.forEach((page, index) => {
      expect(page).toContain('PROJET — non approuvé');
      expect(page).toContain('Projet du 22 novembre 2026 à 14:30 (Europe/Paris, UTC+1)');
      expect(page).toContain(`${index + 1} / ${pdf.pages.length}`);
    });
    expect(pdf.words).toContain('il n’engage personne et ne se signe pas');
  });

  it('APP-2 bears the short digest on every page of a frozen text, and the whole one with what it covers', async () => {
    const input = conventionToPrint(written, { status: { kind: 'frozen', frozenAt: '2026-12-04T09:12:00.000Z' } });
    const pdf = await print(input);
    const short = (input.digest.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
    for (const page of pdf.pages) expect(page).toContain(`Empreinte ${short}`);
    expect(pdf.words).not.toContain('PROJET');
    expectInOrder(pdf.pages.at(-1) ?? '', [
      'Empreinte du texte (SHA-256)',
      input.digest,
      'forme canonique',
      'cœur de chaque partenaire',
      'Des signatures électroniques simples',
      'Ni avancées ni qualifiées',
      'Ce fichier ne porte pas de cachet électronique.',
    ]);
  });

  it('has an approval line and a signature block per party, signed or waiting', async () => {
    const pdf = await print(
      conventionToPrint(written, {
        status: { kind: 'frozen', frozenAt: '2026-12-04T09:12:00.000Z' },
        approvals: [
          { organisation: 'valmer', person: 'Maire de Valmer', at: '2026-12-04T09:10:00.000Z' },
          { organisation: 'tilleuls', person: 'Directrice des Tilleuls', at: '2026-12-04T09:12:00.000Z' },
        ],
        signatures: [
          {
            organisation: 'valmer',
            person: 'Maire de Valmer',
            capacity: 'director',
            at: '2027-07-05T08:00:00.000Z',
            proof: { kind: 'password' },
            statement: null,
          },
        ],
        awaited: [{ organisation: 'tilleuls', person: 'Cheffe de service', capacity: 'delegate' }],
      }),
    );
    const page = pdf.pages.at(-2) ?? '';
    expectInOrder(page, [
      'Approbations',
      'Commune de Valmer',
      'Maire de Valmer',
      '4 décembre 2026 à 10:10',
      'Europe/Paris, UTC+1',
    ]);
    expectInOrder(page, ['Signatures', 'Association Les Tilleuls', 'En attente', 'Cheffe de service, par délégation']);
    expectInOrder(page, [
      'Signatures',
      'Commune de Valmer',
      'Maire de Valmer',
      'Direction',
      'Signé le 5 juillet 2027 à 10:00',
      'UTC+2',
      'Preuve faible : mot de passe seul',
    ]);
    expect(page.match(/En attente/g)).toHaveLength(1);
    expect(pdf.createdAt).toMatch(/^D:20270705080000/);
  });

  it('says since when it is in force, who observes, and speaks English in an English convention', async () => {
    const pdf = await print(
      conventionToPrint(written, {
        language: 'en',
        status: { kind: 'inForce', frozenAt: '2026-12-04T09:12:00.000Z', since: '2026-12-06T15:00:00.000Z' },
        observers: ['Families’ fund'],
      }),
    );
    expectInOrder(pdf.words, [
      'In force since 6 December 2026 at 16:00 (Europe/Paris, UTC+1)',
      'Families’ fund',
      '1. Shared values',
      'Signatures',
      'Simple electronic signatures',
    ]);
    expect(pdf.language).toMatch(/^en/);
  });

  it.each(['fr', 'en'] as const)('names the ranks as the screen does (%s)', (language) => {
    const catalogue = (name: string): Record<string, Record<string, string>> =>
      JSON.parse(readFileSync(new URL(`../../client/src/i18n/${language}/${name}.json`, import.meta.url), 'utf8'));
    expect(wordsIn(language).minutes.ranks).toEqual(catalogue('common').rank);
  });

  it('refuses to print under the digest of another text', () => {
    const input = { ...conventionToPrint(written), digest: conventionToPrint({}).digest };
    expect(() => printer.print({ kind: 'convention', input })).toThrow(/digest/);
  });
});

const minutes: MinutesPdf = {
  language: 'fr',
  timeZone: 'Europe/Paris',
  convention: 'Répit et loisirs',
  number: 1,
  openedAt: '2026-11-10T13:00:00.000Z',
  closedAt: '2026-11-10T15:20:00.000Z',
  place: { kind: 'on-site', address: 'Salle du conseil', host: 'Commune de Valmer' },
  chair: 'Directrice des Tilleuls',
  preparedBy: 'Cheffe de service',
  attendances: [
    { person: 'Directrice des Tilleuls', organisation: 'Les Tilleuls', mark: 0, rank: 'director', how: 'presence' },
    { person: 'Chargée de mission', organisation: 'Le financeur', mark: null, rank: 'manager', how: 'confirmed' },
  ],
  missing: [{ person: 'Présidente du Relais', organisation: 'Le Relais', mark: 2, rank: 'director' }],
  firstMeetingOf: ['Les Tilleuls'],
  decisions: [
    {
      text: 'Le centre ouvre en juillet.',
      present: ['Directrice des Tilleuls', 'Chargée de mission'],
      proposalFor: [],
    },
    { text: null, present: [], proposalFor: ['Les Tilleuls'] },
  ],
  time: [{ organisation: 'Les Tilleuls', mark: 0, people: 2, preparation: 45, meeting: 280, followUp: 0 }],
  agenda: '- Le projet\n2. Le territoire\n\n',
  minutes: 'Tour de table : chacun se présente.\nSuite.\n\nSecond paragraphe #import "x" $x$ !',
};

describe('the printed minutes of a meeting', () => {
  it('NEG-1 NEG-2 tell the meeting, who came with which rank, for whom it was the first, and what was said', async () => {
    const pdf = await readPdf(printer.print({ kind: 'minutes', input: minutes }));
    expect(pdf.archival).toBe('3B');
    expectInOrder(pdf.words, [
      '1re rencontre',
      'Répit et loisirs',
      'ouverte le 10 novembre 2026 à 14:00 (Europe/Paris, UTC+1), close le 10 novembre 2026 à 16:20',
      'Salle du conseil, chez Commune de Valmer',
      'Première rencontre pour : Les Tilleuls. Ce qui y a été décidé vaut proposition',
      'Directrice des Tilleuls',
      'Les Tilleuls',
      'Direction',
      'connexion relevée',
      'Chargée de mission',
      'Cadre',
      'confirmée',
      'Présidente du Relais',
      'attendu, absent',
      'Décisions',
      '1. Le centre ouvre en juillet. En présence de : Directrice des Tilleuls, Chargée de mission.',
      '2. Texte effacé. Proposition seulement, pour : Les Tilleuls (première rencontre).',
      'Ordre du jour',
      '1. Le projet',
      '2. Le territoire',
      'Tour de table : chacun se présente. Suite.',
      'Second paragraphe #import "x" $x$ !',
      'Temps passé',
      'Les Tilleuls 2 45 min 4 h 40 0 min 5 h 25',
    ]);
  });

  it('say so when nobody came and nothing was written', async () => {
    const empty: MinutesPdf = {
      ...minutes,
      language: 'en',
      attendances: [],
      missing: [],
      firstMeetingOf: [],
      decisions: [],
      time: [],
      agenda: null,
      minutes: null,
      place: { kind: 'remote', link: null },
    };
    const pdf = await readPdf(printer.print({ kind: 'minutes', input: empty }));
    expectInOrder(pdf.words, [
      'Meeting 1',
      'Remote',
      'No attendance was recorded.',
      'No decision was taken.',
      'No agenda was written.',
      'No minutes were written.',
      'No time was recorded.',
    ]);
  });
});
