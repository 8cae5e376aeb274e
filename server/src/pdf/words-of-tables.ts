/** The words that print the fields and rows of a convention, and the cores, in French and in English. */
import type { CostKind, Criterion } from '@entente/shared/text/tables';
import type { PdfLanguage } from './convention-pdf.ts';

export type TableWords = {
  /** A cell that nobody has filled in. */
  readonly unsaid: string;
  readonly yes: string;
  readonly no: string;
  readonly population: string;
  readonly territory: string;
  readonly start: string;
  readonly end: string;
  readonly heavy: string;
  readonly noHiddenCosts: string;
  readonly exitClause: string;
  readonly notice: string;
  readonly days: (count: number) => string;
  readonly contributions: string;
  readonly contributionColumns: readonly [string, string, string, string];
  readonly risks: string;
  readonly riskColumns: readonly [string, string];
  readonly budget: string;
  readonly budgetColumns: readonly [string, string, string, string, string];
  readonly costKinds: Readonly<Record<CostKind, string>>;
  /** For a line whose kind is not said. */
  readonly otherKind: string;
  readonly total: string;
  readonly totals: string;
  readonly borneBy: string;
  readonly indicators: string;
  readonly indicatorColumns: readonly [string, string, string, string, string];
  readonly criteria: Readonly<Record<Criterion, string>>;
  readonly reviews: string;
  readonly reviewColumns: readonly [string, string];
  readonly cores: string;
  readonly coresAre: string;
  /** An organisation that the printed convention doesn't name. */
  readonly unknownParty: (identifier: string) => string;
};

const french: TableWords = {
  unsaid: '—',
  yes: 'oui',
  no: 'non',
  population: 'Population ciblée',
  territory: 'Territoire',
  start: 'Début',
  end: 'Fin, sans tacite reconduction',
  heavy: 'Action lourde',
  noHiddenCosts: 'Pourquoi il n’y a aucun coût caché',
  exitClause: 'Retrait d’un partenaire',
  notice: 'Préavis',
  days: (count) => `${count} ${count > 1 ? 'jours' : 'jour'}`,
  contributions: 'Ce que chacun apporte et peut en attendre',
  contributionColumns: ['Partenaire', 'Apporte', 'Est en droit d’en attendre', 'Pour quelle population'],
  risks: 'Registre des risques',
  riskColumns: ['Risque d’échec', 'Scénario de remplacement'],
  budget: 'Lignes du budget',
  budgetColumns: ['Poste', 'Nature', 'Porté par', 'Financé par', 'Montant'],
  costKinds: { known: 'Connu', hidden: 'Caché', inKind: 'En nature' },
  otherKind: 'Nature non dite',
  total: 'Total',
  totals: 'Totaux par partenaire et par nature',
  borneBy: 'Porté par',
  indicators: 'Indicateurs',
  indicatorColumns: ['Critère', 'Indicateur', 'Prévu', 'Source', 'Date'],
  criteria: { effectiveness: 'Efficacité', efficiency: 'Efficience', impact: 'Impact' },
  reviews: 'Réunions de bilan',
  reviewColumns: ['Date', 'Bilan'],
  cores: 'Le cœur du projet, selon chaque partenaire',
  coresAre: 'Chaque partenaire énonce ce qui, pour lui, ne peut être remis en cause ; lui seul écrit ce texte.',
  unknownParty: (identifier) => `organisation ${identifier}`,
};

const english: TableWords = {
  unsaid: '—',
  yes: 'yes',
  no: 'no',
  population: 'Target population',
  territory: 'Territory',
  start: 'Start',
  end: 'End, without tacit renewal',
  heavy: 'Heavy action',
  noHiddenCosts: 'Why there is no hidden cost',
  exitClause: 'Withdrawal of a partner',
  notice: 'Notice',
  days: (count) => `${count} ${count === 1 ? 'day' : 'days'}`,
  contributions: 'What each brings and may expect',
  contributionColumns: ['Partner', 'Brings', 'May expect', 'For which population'],
  risks: 'Risk register',
  riskColumns: ['Risk of failure', 'Fallback scenario'],
  budget: 'Budget lines',
  budgetColumns: ['Item', 'Kind', 'Borne by', 'Funded by', 'Amount'],
  costKinds: { known: 'Known', hidden: 'Hidden', inKind: 'In kind' },
  otherKind: 'Kind not said',
  total: 'Total',
  totals: 'Totals by partner and kind',
  borneBy: 'Borne by',
  indicators: 'Indicators',
  indicatorColumns: ['Criterion', 'Indicator', 'Planned', 'Source', 'Date'],
  criteria: { effectiveness: 'Effectiveness', efficiency: 'Efficiency', impact: 'Impact' },
  reviews: 'Review meetings',
  reviewColumns: ['Date', 'Review'],
  cores: 'The core of the project, for each partner',
  coresAre: 'Each partner states what, for it, may not be called into question; it alone writes this text.',
  unknownParty: (identifier) => `organisation ${identifier}`,
};

const words = { fr: french, en: english } as const satisfies Record<PdfLanguage, TableWords>;

export function tableWordsIn(language: PdfLanguage): TableWords {
  return words[language];
}
