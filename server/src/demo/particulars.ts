/**
 * What the demo's conventions say in fields and rows, so that nothing but the negotiation itself stands before their
 * approval. Lines and indicators are those of the sample's own tables.
 */
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
        line('known', 'Éducateur spécialisé 0,5 ETP', {
          amount: 2_140_000,
          bearer: tilleuls,
          funder: 'Conseil départemental',
        }),
        line('known', 'Animateurs 0,8 ETP', { amount: 2_680_000, bearer: valmer, funder: 'Commune de Valmer' }),
        line('known', 'Transport du mercredi', {
          amount: 415_000,
          bearer: valmer,
          funder: 'Caisse d’allocations familiales',
        }),
        line('inKind', 'Mise à disposition de la salle', {
          amount: 360_000,
          bearer: valmer,
          funder: 'Commune de Valmer',
        }),
        line('known', 'Café des parents', { amount: 125_000, bearer: relais, funder: 'Conseil départemental' }),
        line('hidden', 'Préparation des réunions (3 cadres, 6 réunions)', {
          amount: 234_000,
          bearer: tilleuls,
          funder: 'Chaque organisation',
        }),
        line('hidden', 'Temps passé en aval, comptes rendus, bilans', {
          amount: 198_000,
          bearer: relais,
          funder: 'Chaque organisation',
        }),
      ],
      evaluation: [
        {
          row: 'indicator',
          criterion: 'effectiveness',
          label: 'Places occupées en moyenne',
          planned: '11 sur 12',
          source: 'Registre de présence',
          date: halfway,
        },
        {
          row: 'indicator',
          criterion: 'efficiency',
          label: 'Coût par journée-jeune',
          planned: '58 €',
          source: 'Comptes annuels',
          date: halfway,
        },
        {
          row: 'indicator',
          criterion: 'impact',
          label: 'Familles déclarant pouvoir souffler',
          planned: '80 %',
          source: 'Enquête du Relais',
          date: end,
        },
        { row: 'review', date: halfway, label: 'Bilan intermédiaire' },
        { row: 'review', date: end, label: 'Bilan final' },
      ],
    },
  };
}

type Borne = { readonly amount: number; readonly bearer: OrganisationId; readonly funder: string };

/** A line of the budget; its amount in cents. */
function line(kind: 'known' | 'hidden' | 'inKind', label: string, borne: Borne) {
  return { row: 'budgetLine', kind, label, ...borne } as const;
}
