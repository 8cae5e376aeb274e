import { languages } from '@entente/shared/language';
import { matchTitle } from '@entente/shared/sections/match-title';
import { partTitles } from '@entente/shared/sections/part-titles';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { readTitleNumber } from '@entente/shared/sections/title-number';
import { describe, expect, it } from 'vitest';

type Row = readonly [title: string, section: SectionId | undefined, confidence: 'sure' | 'likely' | 'none' | 'any'];

const french: readonly Row[] = [
  ['Entre les soussignés', 'opening', 'sure'],
  ['ENTRE LES SOUSSIGNÉS :', 'opening', 'sure'],
  ['Désignation des parties', 'opening', 'sure'],
  ['Il a été convenu ce qui suit :', 'opening', 'sure'],
  ['Préambule', 'values', 'sure'],
  ['PREAMBULE', 'values', 'sure'],
  ['Article 1 – Valeurs communes', 'values', 'sure'],
  ['Article 1er : Contexte et principes', 'values', 'sure'],
  ['Titre I. Charte des valeurs partagées', 'values', 'sure'],
  ['Article 2 – Le projet', 'project', 'sure'],
  ['ARTICLE 1 : OBJET DE LA CONVENTION', 'project', 'sure'],
  ['Article 1er – Objet', 'project', 'sure'],
  ['1. Objet et champ d’application', 'project', 'sure'],
  ['2.1 Finalité', 'project', 'sure'],
  ['2.2 Population et territoire', 'project', 'sure'],
  ['2.3 Cœur du projet', 'project', 'sure'],
  ['III – Public concerné', 'project', 'sure'],
  ['Article 3. Bénéficiaires de l’action', 'project', 'sure'],
  ['Objectifs', 'project', 'sure'],
  ['Article 3 – Répartition des rôles', 'roles', 'sure'],
  ['ARTICLE 3 : Obligations des parties', 'roles', 'sure'],
  ['ARTICLE 4 : ENGAGEMENTS DE LA COMMUNE', 'roles', 'sure'],
  ['Article 5 - Engagements de l’association', 'roles', 'sure'],
  ['Rôle du service', 'roles', 'sure'],
  ['Missions du référent', 'roles', 'sure'],
  ['4) Modalités d’intervention', 'roles', 'sure'],
  ['Article 4 – Phasage et calendrier', 'calendar', 'sure'],
  ['ARTICLE 2 : DUREE DE LA CONVENTION', 'calendar', 'sure'],
  ['Article 8 : Date d’effet et durée', 'calendar', 'sure'],
  ['Entrée en vigueur', 'calendar', 'sure'],
  ['Modalités de mise en œuvre', 'calendar', 'sure'],
  ['Durée du projet', 'calendar', 'sure'],
  ['Article 5 – Moyens', 'means', 'sure'],
  ['Article 5 : Moyens humains et matériels', 'means', 'sure'],
  ['ARTICLE 6 – MISE À DISPOSITION DE LOCAUX', 'means', 'sure'],
  ['Mise a disposition de personnel', 'means', 'sure'],
  ['Article 6 – Budget', 'budget', 'sure'],
  ['Article 6 – Budget prévisionnel', 'budget', 'sure'],
  ['ARTICLE 7 : DISPOSITIONS FINANCIERES', 'budget', 'sure'],
  ['Modalités de versement de la subvention', 'budget', 'sure'],
  ['Engagements financiers des parties', 'budget', 'sure'],
  ['Obligations comptables', 'budget', 'sure'],
  ['Participation financière', 'budget', 'sure'],
  ['Article 9 — Justificatifs', 'budget', 'sure'],
  ['Budget du projet', 'budget', 'sure'],
  ['Article 7 – Mode de régulation', 'regulation', 'sure'],
  ['Gouvernance et pilotage', 'regulation', 'sure'],
  ['Article 7 : Comité de pilotage', 'regulation', 'sure'],
  ['Rôle du comité de pilotage', 'regulation', 'sure'],
  ['ARTICLE 10 : RESILIATION', 'regulation', 'sure'],
  ['Article 11 - Avenants', 'regulation', 'sure'],
  ['Modification de la convention', 'regulation', 'sure'],
  ['Article XII – Règlement des litiges', 'regulation', 'sure'],
  ['Retrait d’un partenaire', 'regulation', 'sure'],
  ['Suivi du projet', 'regulation', 'sure'],
  ['Article 8 – Objet et méthode de l’évaluation', 'evaluation', 'sure'],
  ['Suivi et évaluation', 'evaluation', 'sure'],
  ['Évaluation du projet', 'evaluation', 'sure'],
  ['EVALUATION', 'evaluation', 'sure'],
  ['Bilan et indicateurs', 'evaluation', 'sure'],
  ['Article 9 : Renouvellement', 'evaluation', 'sure'],
  ['Modalités de l’évaluation', 'evaluation', 'sure'],
  ['Durée et évaluation', 'calendar', 'likely'],
  ['Durée, renouvellement et résiliation', 'calendar', 'likely'],
  ['Gouvernance et évaluation', 'regulation', 'likely'],
  ['Objectifs et indicateurs', 'project', 'likely'],
  ['Risques et scénarios de remplacement.', 'risks', 'sure'],
  ['Article 9 – Aléas et mesures de substitution', 'risks', 'sure'],
  ['Évaluation des risques', 'risks', 'sure'],
  ['Dispositions générales', 'general', 'sure'],
  ['Assurance et responsabilité', 'general', 'sure'],
  ['ARTICLE 12 : CONFIDENTIALITÉ – SECRET PROFESSIONNEL', 'general', 'sure'],
  ['Protection des données personnelles', 'general', 'sure'],
  ['Communication', 'general', 'sure'],
  ['Annexes', 'general', 'sure'],
  ['Annexe 1 : Budget prévisionnel', 'general', 'likely'],
  ['Article 14', undefined, 'none'],
  ['Café des parents', undefined, 'none'],
  ['Les enfants de la commune', undefined, 'none'],
];

const english: readonly Row[] = [
  ['Whereas', 'opening', 'sure'],
  ['Preamble', 'values', 'sure'],
  ['1. Shared values', 'values', 'sure'],
  ['Article 2 – Purpose of the agreement', 'project', 'sure'],
  ['Scope and objectives', 'project', 'sure'],
  ['Target population', 'project', 'sure'],
  ['Roles and responsibilities', 'roles', 'sure'],
  ['SECTION 3. OBLIGATIONS OF THE PARTIES', 'roles', 'sure'],
  ['4. Term and effective date', 'calendar', 'sure'],
  ['Timeline', 'calendar', 'sure'],
  ['Clause 5: Staff and premises', 'means', 'sure'],
  ['Human resources', 'means', 'sure'],
  ['Budget and funding', 'budget', 'sure'],
  ['Payment terms', 'budget', 'sure'],
  ['Governance', 'regulation', 'sure'],
  ['Steering committee', 'regulation', 'sure'],
  ['Termination', 'regulation', 'sure'],
  ['Dispute resolution', 'regulation', 'sure'],
  ['Monitoring and evaluation', 'evaluation', 'sure'],
  ['Purpose and method of evaluation', 'evaluation', 'sure'],
  ['Renewal', 'evaluation', 'sure'],
  ['Risks and fallback scenarios', 'risks', 'sure'],
  ['Risk assessment', 'risks', 'sure'],
  ['General provisions', 'general', 'sure'],
  ['Data protection', 'general', 'sure'],
  ['Appendix A – Floor plan', 'general', 'sure'],
  ['The blue house', undefined, 'none'],
];

describe('DOC-1 headings of real conventions are matched to the sections', () => {
  it.each(french)('DOC-1 French: « %s » → %s (%s)', (title, section, confidence) => {
    const match = matchTitle(title);
    expect({ section: match.section, confidence: match.confidence }).toEqual({ section, confidence });
  });

  it.each(english)('DOC-1 English: "%s" → %s (%s)', (title, section, confidence) => {
    const match = matchTitle(title);
    expect({ section: match.section, confidence: match.confidence }).toEqual({ section, confidence });
  });

  it('DOC-1 accents, capitals, apostrophes, no-break spaces and dashes change nothing', () => {
    const reference = matchTitle("Article 8 - Objet et méthode de l'évaluation");
    for (const title of [
      'ARTICLE 8 – OBJET ET MÉTHODE DE L’ÉVALUATION',
      'article 8 : objet et methode de l’evaluation',
      'Article\u00a08\u202f—\u00a0Objet et méthode de l’évaluation',
      'Art. 8. Objet et me\u0301thode de l’e\u0301valuation',
    ]) {
      const match = matchTitle(title);
      expect([match.section, match.confidence, match.article], title).toEqual([
        reference.section,
        reference.confidence,
        8,
      ]);
    }
  });

  it('DOC-1 the article number is read in figures, Roman numerals and words', () => {
    const numbers = ['Article 6 – Budget', 'ARTICLE VI. BUDGET', '6. Budget', '6 Budget', 'VI – Budget'].map(
      (title) => matchTitle(title).article,
    );
    expect(numbers).toEqual([6, 6, 6, 6, 6]);
    expect(matchTitle('Article premier – Objet').article).toBe(1);
    expect(matchTitle('Article 1er : Objet').article).toBe(1);
    expect(matchTitle('Budget').article).toBeUndefined();
    expect(matchTitle('2.1 Finalité').article).toBeUndefined();
  });

  it('DOC-1 only a heading that says the section’s own name is said to name it', () => {
    const naming = [
      'Article 1 – Valeurs communes',
      'Article 2 – Le projet',
      'Article 3 – Répartition des rôles',
      'Phasage, calendrier',
      'Article 5 – Moyens',
      '6. BUDGET',
      'Mode de régulation',
      'Objet et méthode d’évaluation',
      'Risques et scénarios de remplacement.',
      'Dispositions générales',
    ];
    expect(naming.filter((title) => !matchTitle(title).namesSection)).toEqual([]);
    const saying = ['Obligations des parties', 'Budget prévisionnel', 'Préambule', 'Gouvernance', 'Annexe 1 – Budget'];
    expect(saying.filter((title) => matchTitle(title).namesSection)).toEqual([]);
  });

  it.each(languages)('DOC-1 the titles that the page itself prints name their sections (%s)', (language) => {
    const titles = partTitles[language];
    for (const section of sectionIds) {
      expect(matchTitle(titles[section]), titles[section]).toMatchObject({ section, namesSection: true });
    }
  });

  it('DOC-1 a sentence is no heading', () => {
    const sentence =
      'Le budget du projet est arrêté chaque année par le comité de pilotage après examen des comptes, des justificatifs de chaque partenaire et de l’évaluation';
    expect(matchTitle(sentence).confidence).toBe('none');
  });
});

describe('DOC-1 the number in front of a heading', () => {
  it('DOC-1 tells articles, containers, annexes, plain numbers and words apart', () => {
    expect(readTitleNumber('Article 3 : Objet')).toEqual({ kind: 'article', number: 3, depth: 1, rest: 'Objet' });
    expect(readTitleNumber('Article 3.2 – Objet')).toEqual({ kind: 'article', number: 3, depth: 2, rest: 'Objet' });
    expect(readTitleNumber('TITRE II. MOYENS')).toEqual({ kind: 'container', number: 2, rest: 'MOYENS' });
    expect(readTitleNumber('Annexe 1 : Plan')).toEqual({ kind: 'annex', number: 1, rest: 'Plan' });
    expect(readTitleNumber('Annexes')).toEqual({ kind: 'annex', number: undefined, rest: '' });
    expect(readTitleNumber('2.1 Finalité')).toMatchObject({ kind: 'numbered', depth: 2, rest: 'Finalité' });
    expect(readTitleNumber('12 places')).toMatchObject({ kind: 'numbered', separated: false });
    expect(readTitleNumber('ARTICLE 4')).toEqual({ kind: 'article', number: 4, depth: 1, rest: '' });
  });

  it('DOC-1 words that begin like a number or a prefix are left whole', () => {
    for (const title of [
      'Parties au contrat',
      'Particularités',
      'Civisme',
      'Artisans',
      'Mission locale',
      'Chapitres',
    ]) {
      expect(readTitleNumber(title)).toEqual({ kind: 'bare', rest: title });
    }
  });
});
