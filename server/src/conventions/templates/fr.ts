import { heading, list, paragraph, table } from './blocks.ts';
import type { Template } from './template.ts';

export const frenchTemplate: Template = {
  opening: [
    paragraph('Entre les soussignés :'),
    list(
      '[Dénomination, adresse], représentée par [fonction], dûment habilité·e ;',
      '[Dénomination, adresse], représentée par [fonction], dûment habilité·e,',
    ),
    paragraph('Vu [textes, délibérations, schémas de référence] ;'),
    paragraph('Considérant [le besoin constaté, et ce que chacun ne peut pas faire seul],'),
    paragraph('Il est convenu ce qui suit.'),
  ],
  values: [
    paragraph('Les parties partagent les principes suivants, auxquels chacune peut renvoyer les autres :'),
    list(
      'la population concernée passe avant l’intérêt de chaque organisation ;',
      'chacun garde son identité, ses missions et sa liberté de décision ;',
      'ce qui concerne le partenariat est connu de toutes les parties en même temps ;',
      '[autre principe].',
    ),
  ],
  project: [
    heading('Objectifs'),
    list('[objectif réaliste et mesurable] ;', '[objectif réaliste et mesurable].'),
    heading('Projet à minima'),
    paragraph('Si tout ne peut être mené, les parties s’engagent au moins à [ce qui reste quoi qu’il arrive].'),
  ],
  roles: [
    paragraph(
      'Le projet est porté par [partie]. L’interlocuteur de chaque partie est désigné par sa fonction : [fonctions].',
    ),
    paragraph('Chaque partie apporte ce qui suit, et peut en attendre, pour la population qu’elle accompagne :'),
  ],
  calendar: [
    paragraph(
      'La convention prend effet à la dernière signature, et au plus tôt à la date de début ; elle se termine à la date de fin. Elle n’est pas reconduite tacitement.',
    ),
    table(
      ['Phase', 'Du', 'Au', 'Responsable'],
      ['Préparation', '[date]', '[date]', '[partie]'],
      ['Mise en œuvre', '[date]', '[date]', '[partie]'],
      ['Bilan', '[date]', '[date]', '[partie]'],
    ),
  ],
  means: [
    heading('Moyens humains'),
    list('[fonction, temps consacré, partie, à quoi il sert].'),
    heading('Moyens matériels'),
    list('[local, véhicule, matériel, partie, à quoi il sert].'),
  ],
  budget: [
    paragraph('Les coûts comprennent ceux qui se voient et ceux qui ne se voient pas : réunions, préparation, suites.'),
  ],
  regulation: [
    paragraph(
      'Un comité de pilotage réunit un représentant de chaque partie tous les [nombre] mois. Il décide à l’unanimité.',
    ),
    paragraph('Un désaccord est d’abord examiné entre les personnes concernées, puis entre les directions.'),
    heading('Modification'),
    paragraph('Toute modification fait l’objet d’un avenant, négocié et signé par toutes les parties.'),
  ],
  evaluation: [
    paragraph(
      'Le projet est évalué sur son efficacité, son efficience et son impact, par les indicateurs qui suivent.',
    ),
    paragraph(
      'Chaque partie fait d’abord son propre bilan ; le bilan commun a lieu aux dates prévues. Un éventuel renouvellement se décide à un autre moment.',
    ),
  ],
  risks: [
    paragraph(
      'Les parties reconnaissent ensemble les risques qui suivent, et prévoient pour chacun ce qu’elles feront.',
    ),
  ],
  general: [
    paragraph(
      'Les parties respectent le secret professionnel et la protection des données personnelles : [modalités].',
    ),
    paragraph('Chaque partie est assurée pour ce qu’elle fait dans le cadre de la convention.'),
    paragraph('Toute communication publique sur le projet cite toutes les parties.'),
  ],
};
