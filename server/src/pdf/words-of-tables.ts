/** What print alone says of fields, rows and cores, in French and in English. */
import type { Language } from '@entente/shared/language';

export type TableWords = {
  /** A cell that nobody has filled in. */
  readonly unsaid: string;
  readonly days: (count: number) => string;
  /** For a line whose kind is not said. */
  readonly otherKind: string;
  readonly total: string;
  readonly totals: string;
  readonly cores: string;
  readonly coresAre: string;
  /** An organisation that the printed convention doesn't name. */
  readonly unknownParty: (identifier: string) => string;
};

const words: Readonly<Record<Language, TableWords>> = {
  fr: {
    unsaid: '—',
    days: (count) => `${count} ${count > 1 ? 'jours' : 'jour'}`,
    otherKind: 'Nature non dite',
    total: 'Total',
    totals: 'Totaux par partenaire et par nature',
    cores: 'Le cœur du projet, selon chaque partenaire',
    coresAre: 'Chaque partenaire énonce ce qui, pour lui, ne peut être remis en cause ; lui seul écrit ce texte.',
    unknownParty: (identifier) => `organisation ${identifier}`,
  },
  en: {
    unsaid: '—',
    days: (count) => `${count} ${count === 1 ? 'day' : 'days'}`,
    otherKind: 'Kind not said',
    total: 'Total',
    totals: 'Totals by partner and kind',
    cores: 'The core of the project, for each partner',
    coresAre: 'Each partner states what, for it, may not be called into question; it alone writes this text.',
    unknownParty: (identifier) => `organisation ${identifier}`,
  },
};

export function tableWordsIn(language: Language): TableWords {
  return words[language];
}
