import type { Language } from '../language.ts';
import type { SectionId } from './sections.ts';

/** `core`: a party's core, `{{organisation}}`. */
type PartTitles = Readonly<Record<SectionId | 'core', string>>;

/** What the parts of a convention are called: on the page, in print and in what a verifier says. */
export const partTitles = {
  fr: {
    opening: 'Parties et préambule juridique',
    values: 'Valeurs communes',
    project: 'Le projet',
    roles: 'Répartition des rôles',
    calendar: 'Phasage et calendrier',
    means: 'Moyens',
    budget: 'Budget',
    regulation: 'Mode de régulation',
    evaluation: 'Objet et méthode d’évaluation',
    risks: 'Risques et scénarios de remplacement',
    general: 'Dispositions générales',
    core: 'Cœur du projet – {{organisation}}',
  },
  en: {
    opening: 'Parties and recitals',
    values: 'Shared values',
    project: 'The project',
    roles: 'Roles',
    calendar: 'Phases and calendar',
    means: 'Means',
    budget: 'Budget',
    regulation: 'Regulation',
    evaluation: 'Purpose and method of evaluation',
    risks: 'Risks and fallback scenarios',
    general: 'General provisions',
    core: 'The core of the project for {{organisation}}',
  },
} as const satisfies Readonly<Record<Language, PartTitles>>;
