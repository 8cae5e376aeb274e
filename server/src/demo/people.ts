/** Who takes part in the demo: positions in fictional organisations, with passwords that everybody may know. */
import type { Organisation } from '@entente/shared/http/views';

export type DemoPerson = {
  readonly role: string;
  readonly rank: 'director' | 'manager';
  readonly email: string;
  readonly password: string;
};

export type DemoTeam = {
  readonly organisation: string;
  readonly kind: Organisation['kind'];
  readonly director: DemoPerson;
  readonly manager: DemoPerson;
};

export const tilleuls: DemoTeam = {
  organisation: 'Les Tilleuls',
  kind: 'association',
  director: person('Directrice des Tilleuls', 'director', 'tilleuls'),
  manager: person('Cheffe de service des Tilleuls', 'manager', 'tilleuls'),
};

export const valmer: DemoTeam = {
  organisation: 'Commune de Valmer',
  kind: 'public-body',
  director: person('Directeur général de Valmer', 'director', 'valmer'),
  manager: person('Responsable jeunesse de Valmer', 'manager', 'valmer'),
};

export const relais: DemoTeam = {
  organisation: 'Relais des Familles du Pays de Valmer',
  kind: 'association',
  director: person('Directrice du Relais', 'director', 'relais'),
  manager: person('Coordinatrice du Relais', 'manager', 'relais'),
};

export const demoTeams: readonly DemoTeam[] = [tilleuls, valmer, relais];

function person(role: string, rank: DemoPerson['rank'], organisation: string): DemoPerson {
  const position = rank === 'director' ? 'direction' : 'cadre';
  return { role, rank, email: `${position}@${organisation}.example`, password: `${organisation}-${position}-demo` };
}
