/** What the demo's conventions say in fields and rows, so that nothing but the negotiation itself stands before their approval. */
import { addDays, addMonths, type CalendarDay } from '@entente/shared/negotiation/calendar-day';
import type { OrganisationId } from '@entente/shared/negotiation/state';
import type { FilledIn } from './fill-in.ts';

export type Partners = {
  readonly tilleuls: OrganisationId;
  readonly valmer: OrganisationId;
  readonly relais: OrganisationId;
};

/** From that day on, for two years: long enough for an intermediate review. */
export function particularsOf({ tilleuls, valmer, relais }: Partners, start: CalendarDay): FilledIn {
  const end = addDays(addMonths(start, 24), -1);
  const halfway = addMonths(start, 12);
  const population = 'Adolescents accompagnés à domicile et leurs familles';
  return {
    fields: {
      project: { population, territory: 'Pays de Valmer' },
      calendar: { start, end, heavy: false },
      regulation: {
        exitClause: 'Chaque partenaire peut quitter la convention par courrier motivé aux autres directions.',
        noticeDays: 90,
      },
    },
    rows: {
      roles: [
        {
          row: 'contribution',
          party: tilleuls,
          brings: 'Deux éducateurs le mercredi et pendant les petites vacances',
          expects: 'Des relais de proximité pour les jeunes',
          population,
        },
        {
          row: 'contribution',
          party: valmer,
          brings: 'La salle des fêtes, le minibus et un animateur',
          expects: 'Un accueil ouvert à tous les jeunes de la commune',
          population: 'Jeunes de la commune',
        },
        {
          row: 'contribution',
          party: relais,
          brings: 'Le café des parents et l’écoute des familles',
          expects: 'Du répit pour les aidants',
          population: 'Familles aidantes',
        },
      ],
      risks: [
        {
          row: 'risk',
          risk: 'Le minibus n’est pas disponible',
          fallback: 'Les familles volontaires covoiturent, leurs frais sont remboursés',
        },
        {
          row: 'risk',
          risk: 'Un éducateur est absent plus d’un mois',
          fallback: 'Un vacataire formé par l’équipe le remplace',
        },
      ],
      budget: [
        {
          row: 'budgetLine',
          kind: 'known',
          label: 'Sorties et matériel',
          amount: 640_000,
          bearer: tilleuls,
          funder: 'Conseil départemental',
        },
        {
          row: 'budgetLine',
          kind: 'inKind',
          label: 'Salle et minibus',
          amount: 380_000,
          bearer: valmer,
          funder: 'Commune de Valmer',
        },
        {
          row: 'budgetLine',
          kind: 'hidden',
          label: 'Préparation des rencontres et suites',
          amount: 210_000,
          bearer: relais,
          funder: 'Chaque organisation',
        },
      ],
      evaluation: [
        {
          row: 'indicator',
          criterion: 'effectiveness',
          label: 'Jeunes accueillis',
          planned: '24 par an',
          source: 'Feuilles de présence',
          date: halfway,
        },
        {
          row: 'indicator',
          criterion: 'efficiency',
          label: 'Coût d’une journée par jeune',
          planned: 'Moins de 60 euros',
          source: 'Comptes des trois organisations',
          date: halfway,
        },
        {
          row: 'indicator',
          criterion: 'impact',
          label: 'Familles qui disent avoir eu du répit',
          planned: 'Deux sur trois',
          source: 'Entretiens du Relais',
          date: end,
        },
        { row: 'review', date: halfway, label: 'Bilan intermédiaire' },
        { row: 'review', date: end, label: 'Bilan final' },
      ],
    },
  };
}
