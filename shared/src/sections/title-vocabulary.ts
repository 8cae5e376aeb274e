/**
 * The words by which conventions title their articles, and the section each belongs to (DOC-1, DOC-2).
 *
 * A term is a run of significant words, without accents, apostrophes and small words (« mise à disposition » is
 * `mise disposition`); `*` at the end of a word takes any ending. Weights: 1 says little by itself (« projet » stands in
 * half of all titles), 2 is the usual word of a section, 6 is an expression that settles the matter although its words
 * point elsewhere (« engagements financiers » is money, not roles).
 */
import type { SectionId } from './sections.ts';

export type TitleTerm = { readonly section: SectionId; readonly words: readonly string[]; readonly weight: number };

type Weighted = readonly [weight: number, terms: string];

const vocabulary: Readonly<Record<SectionId, readonly Weighted[]>> = {
  opening: [
    [
      6,
      'entre soussigne*, entre parties, parties presentes, parties signataires, parties convention, parties contractantes',
    ],
    [6, 'designation parties, identification parties, presentation parties, dument habilite*, specialement habilite*'],
    [6, 'convenu suit, convenu arrete suit, arrete convenu suit, agreed follows, now therefore, made between'],
    [6, 'parties agreement, contracting parties, signatory parties, undersigned, mission locale, centre ressources'],
    [6, 'parties preambule juridique, parties recitals'],
    [2, 'soussigne*, signataires, represente*, whereas, visas'],
    [1, 'parties, partenaires, partners, entre, between, vu, considerant'],
  ],
  values: [
    [6, 'valeurs communes, valeurs partagees, principes communs, principes partages, charte valeurs, common values'],
    [6, 'shared values, shared principles, guiding principles, core values, expose motifs, contexte projet'],
    [2, 'preambule, contexte, principe*, valeurs, charte, ethique, deontologie, convictions, philosophie'],
    [2, 'preamble, recital*, background, context, principle*, values, charter, ethics, introduction'],
  ],
  project: [
    [
      6,
      'objet convention, objet contrat, objet accord, objet partenariat, objet projet, objet presente*, objet general',
    ],
    [
      6,
      'presentation projet, description projet, presentation action*, description action*, contenu projet, coeur projet',
    ],
    [
      6,
      'champ application, champ intervention, perimetre intervention, public concerne, public* cible*, public* vise*',
    ],
    [
      6,
      'population* cible*, population* concernee*, territoire* concerne*, target population, target group*, target public',
    ],
    [
      6,
      'scope agreement, purpose agreement, object agreement, subject matter, project description, description project',
    ],
    [6, 'description action, aims objectives, goals objectives'],
    [2, 'objet, finalite*, objectif*, but, buts, beneficiaire*, public*, population*, territoire*, perimetre'],
    [2, 'purpose*, scope, objective*, aims, goals, beneficiar*, territory, population, audience'],
    [1, 'projet*, action*, project*, programme, activites'],
  ],
  roles: [
    [
      6,
      'repartition roles, repartition taches, repartition responsabilites, repartition missions, roles responsabilites',
    ],
    [6, 'responsabilites parties, responsabilites partenaires, responsabilites respectives, roles responsibilities'],
    [
      6,
      'responsibilities parties, responsibilities partners, respective responsibilities, division roles, allocation tasks',
    ],
    [6, 'modalites intervention, modalites collaboration, modalites cooperation, conditions intervention'],
    [6, 'contributions partenaires, contribution* parties, apports partenaires, contributions partners'],
    [2, 'role*, obligation*, engagement*, mission*, referent*, attributions, taches, contribution*, apports'],
    [2, 'commitment*, undertaking*, duties, responsibilities, tasks'],
  ],
  calendar: [
    [6, 'date effet, prise effet, entree vigueur, mise oeuvre, duree validite, duree convention, duree contrat'],
    [
      6,
      'calendrier previsionnel, planning previsionnel, effective date, entry force, coming force, start date, end date',
    ],
    [6, 'duration agreement, term agreement, work plan'],
    [2, 'duree, calendrier, phasage, phase*, etape*, echeancier, echeances, planning, deroulement, delais, execution'],
    [2, 'duration, term, timeline, timetable, calendar, schedule, phasing, milestone*, implementation, commencement'],
  ],
  means: [
    [6, 'moyens humains, moyens materiels, moyens techniques, moyens affectes, moyens alloues, moyens logistiques'],
    [6, 'mise disposition, ressources humaines, ressources materielles, human resources, material resources'],
    [6, 'utilisation locaux, occupation locaux, provision staff, use premises, moyens humains materiels financiers'],
    [2, 'moyens, locaux, personnel*, ressources, materiel*, equipement*, vehicule*, encadrement, logistique'],
    [2, 'means, resources, staff, staffing, personnel, premises, equipment, facilities, logistics'],
  ],
  budget: [
    [
      6,
      'disposition* financiere*, modalites financieres, conditions financieres, clauses financieres, aspects financiers',
    ],
    [6, 'engagement* financier*, obligation* financiere*, obligation* comptable*, participation* financiere*'],
    [6, 'contribution* financiere*, moyens financiers, plan financement, budget previsionnel, modalites versement'],
    [6, 'modalites paiement, modalites reglement, modalites facturation, conditions paiement, echeancier versement*'],
    [
      6,
      'echeancier paiement*, calendrier versement*, calendrier paiement*, bilan financier, compte* rendu* financier*',
    ],
    [6, 'compte emploi, controle financier, mise disposition fonds, remboursement frais, prise charge frais'],
    [
      6,
      'financial arrangements, financial provisions, financial terms, financial commitments, financial contribution*',
    ],
    [6, 'financial resources, financial obligations, payment terms, payment schedule, terms payment, budget funding'],
    [
      2,
      'budget*, financement*, financier*, financiere*, subvention*, participation*, versement*, paiement*, facturation',
    ],
    [2, 'justificatif*, cout*, tarif*, remuneration, prix, remboursement*, frais, depenses, recettes, cofinancement*'],
    [
      2,
      'funding, finance, financial, finances, financing, payment*, cost*, costs, fees, price, invoicing, grant*, expenses',
    ],
  ],
  regulation: [
    [6, 'mode regulation, modes regulation, comite pilotage, comite technique, comite suivi, comite* coordination'],
    [
      6,
      'role* comite, composition comite, instances pilotage, instances gouvernance, pilotage projet, suivi convention',
    ],
    [6, 'modification convention, revision convention, resiliation convention, fin convention, sortie partenariat'],
    [6, 'sortie convention, retrait partenaire*, reglement litiges, reglement differends, reglement conflits'],
    [6, 'resolution litiges, resolution conflits, attribution juridiction, clause juridiction, droit applicable'],
    [6, 'loi applicable, tribunal competent, juridiction competente, clause revoyure, adhesion nouveaux'],
    [6, 'steering committee, technical committee, monitoring committee, dispute resolution, settlement disputes'],
    [
      6,
      'governing law, applicable law, amendment agreement, termination agreement, project management, decision making',
    ],
    [6, 'notice period, exit clause, role steering'],
    [
      2,
      'regulation, gouvernance, pilotage, suivi, coordination, concertation, avenant*, modification*, revision, retrait',
    ],
    [2, 'denonciation, resiliation, litige*, differend*, conflit*, contentieux, mediation, conciliation, comite*'],
    [2, 'sanction*, rupture, preavis, juridiction, competence, instances, animation, reunions'],
    [2, 'governance, steering, monitoring, amendment*, withdrawal, termination, dispute*, arbitration'],
    [2, 'jurisdiction, committee*, meetings, oversight, variation'],
    [1, 'controle*, sortie, exit, modifications'],
  ],
  evaluation: [
    [6, 'objet methode evaluation, objet evaluation, methode evaluation, suivi evaluation, indicateurs suivi'],
    [
      6,
      'indicateurs evaluation, criteres evaluation, bilan annuel, bilan partage, bilan evaluation, tacite reconduction',
    ],
    [
      6,
      'duree renouvellement evaluation, monitoring evaluation, evaluation criteria, performance indicators, annual review',
    ],
    [6, 'purpose method evaluation, scope method evaluation, object method evaluation, renewal agreement'],
    [2, 'evaluation*, bilan*, indicateur*, renouvellement, reconduction, resultats'],
    [2, 'assessment, review*, indicator*, renewal, results, outcomes, reporting'],
  ],
  risks: [
    [
      6,
      'risque*, scenario* remplacement, mesure* substitution, mesures substitution, gestion risques, evaluation risques',
    ],
    [6, 'analyse risques, registre risques, plan secours, plan continuite, continuite activite, risques echec'],
    [6, 'risk*, risk register, risk management, risk assessment, contingency plan*, fallback*, fallback scenario*'],
    [2, 'alea*, imprevu*, scenario*, substitution, contingenc*, defaillance*'],
  ],
  general: [
    [
      6,
      'disposition* generale*, disposition* diverse*, disposition* finale*, disposition* commune*, disposition* particuliere*',
    ],
    [6, 'clause* generale*, clause* diverse*, secret professionnel, donnees personnelles, donnees caractere personnel'],
    [6, 'protection donnees, traitement donnees, propriete intellectuelle, force majeure, election domicile'],
    [
      6,
      'responsabilite civile, responsabilite* assurance*, assurance* responsabilite*, communication publicite, droit image',
    ],
    [
      6,
      'general provision*, general term*, general condition*, final provision*, miscellaneous provision*, other provision*',
    ],
    [6, 'professional secrecy, data protection, personal data, intellectual property, entire agreement, force majeure'],
    [6, 'liability insurance, insurance liability, communication publicity'],
    [2, 'assurance*, responsabilite, confidentialite, discretion, communication, publicite, propriete, annexe*, rgpd'],
    [2, 'incessibilite, cession, notification*, signature*, definition*, divers, archivage, langue*'],
    [2, 'insurance, liability, indemnity, confidentiality, publicity, ownership, annex*, appendix, appendices'],
    [2, 'miscellaneous, notices, assignment, signatures, definitions, gdpr, severability, language'],
  ],
};

/** Every term, longest first, so that an expression is tried before the words it is made of. */
export const titleTerms: readonly TitleTerm[] = Object.entries(vocabulary)
  .flatMap(([section, groups]) =>
    groups.flatMap(([weight, terms]) =>
      terms.split(', ').map((term) => ({ section: section as SectionId, words: term.split(' '), weight })),
    ),
  )
  .sort((a, b) => b.words.length - a.words.length);

/**
 * What the page itself prints above a section, and its usual short forms, as significant words. A heading made of
 * nothing else names the section and need not be kept under its title.
 */
export const sectionNames: Readonly<Record<SectionId, readonly string[]>> = {
  opening: ['parties preambule juridique', 'parties recitals'],
  values: ['valeurs', 'valeurs communes', 'valeurs partagees', 'values', 'common values', 'shared values'],
  project: ['projet', 'project'],
  roles: [
    'roles',
    'repartition roles',
    'roles partenaires',
    'division roles',
    'distribution roles',
    'allocation roles',
  ],
  calendar: [
    'calendrier',
    'phasage',
    'phasage calendrier',
    'calendar',
    'timeline',
    'phasing calendar',
    'phases calendar',
    'phasing timeline',
    'phases timeline',
  ],
  means: ['moyens', 'means', 'resources'],
  budget: ['budget'],
  regulation: ['regulation', 'mode regulation', 'modes regulation', 'governance', 'regulation mode'],
  evaluation: [
    'evaluation',
    'objet methode evaluation',
    'purpose method evaluation',
    'object method evaluation',
    'evaluation purpose method',
    'subject method evaluation',
  ],
  risks: [
    'risques',
    'registre risques',
    'risques scenarios remplacement',
    'risques echec scenarios remplacement',
    'risks',
    'risk register',
    'risks fallback scenarios',
    'risks fallbacks',
  ],
  general: ['dispositions generales', 'general provisions'],
};

/** Words that carry no meaning in a title; they are skipped before terms are looked for. */
export const smallWords: ReadonlySet<string> = new Set(
  (
    'a au aux avec ce ces cette d dans de des du elle en est ete et il ils l la le les leur leurs n ne ou par pour que qu qui s sa se ses son sur un une ' +
    'a an and as at by for from in is it its of on or the their this to under with'
  ).split(' '),
);

/** Words that fill titles in any section; left over, they don't make a match doubtful. */
export const fillingWords: ReadonlySet<string> = new Set(
  (
    'convention contrat accord partenariat partenaire partenaires parties presente present charte protocole projet action actions association commune ' +
    'collectivite modalites conditions dispositions clause clauses regles generales general generaux respectives respectifs differents mutuels mutuelles ' +
    'humains materiels techniques previsionnel previsionnelle annuel annuelle entre ' +
    'agreement partnership partner partners terms provisions project general respective mutual between'
  ).split(' '),
);
