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
    heading('Population'),
    paragraph('Le projet s’adresse à [population ciblée, nombre de personnes].'),
    heading('Territoire'),
    paragraph('Il se déroule sur [communes, quartiers, établissements].'),
    heading('Objectifs'),
    list('[objectif réaliste et mesurable] ;', '[objectif réaliste et mesurable].'),
    heading('Projet à minima'),
    paragraph('Si tout ne peut être mené, les parties s’engagent au moins à [ce qui reste quoi qu’il arrive].'),
  ],
  roles: [
    paragraph('Chaque partie apporte ce qui suit, et peut en attendre, pour la population qu’elle accompagne :'),
    table(
      ['Partie', 'Ce qu’elle apporte', 'Ce qu’elle peut en attendre', 'Pour quelle population'],
      ['[partie]', '[apport]', '[attente]', '[population]'],
      ['[partie]', '[apport]', '[attente]', '[population]'],
    ),
    paragraph(
      'Le projet est porté par [partie]. L’interlocuteur de chaque partie est désigné par sa fonction : [fonctions].',
    ),
  ],
  calendar: [
    paragraph(
      'La convention prend effet à la dernière signature et se termine le [date]. Elle n’est pas reconduite tacitement.',
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
    table(
      ['Poste', 'Nature', 'Montant', 'Supporté par', 'Financé par'],
      ['[poste]', 'connu', '[montant] €', '[partie]', '[financeur]'],
      ['Temps de préparation et de réunion', 'caché', '[montant] €', '[partie]', '[partie]'],
      ['[mise à disposition]', 'en nature', '[valeur] €', '[partie]', '—'],
    ),
  ],
  regulation: [
    paragraph(
      'Un comité de pilotage réunit un représentant de chaque partie tous les [nombre] mois. Il décide à l’unanimité.',
    ),
    paragraph('Un désaccord est d’abord examiné entre les personnes concernées, puis entre les directions.'),
    heading('Retrait'),
    paragraph(
      'Chaque partie peut quitter la convention par écrit, avec un préavis de [nombre] mois ; ce qui est engagé envers la population est mené à son terme ou repris par [partie].',
    ),
    heading('Modification'),
    paragraph('Toute modification fait l’objet d’un avenant, négocié et signé par toutes les parties.'),
  ],
  evaluation: [
    table(
      ['Critère', 'Indicateur', 'Prévu', 'Source', 'Date'],
      ['Efficacité', '[indicateur]', '[valeur]', '[source]', '[date]'],
      ['Efficience', '[indicateur]', '[valeur]', '[source]', '[date]'],
      ['Impact', '[indicateur]', '[valeur]', '[source]', '[date]'],
    ),
    paragraph(
      'Chaque partie fait d’abord son propre bilan ; le bilan commun a lieu le [date]. Un éventuel renouvellement se décide à un autre moment.',
    ),
  ],
  risks: [
    table(
      ['Risque', 'Signe qui alerte', 'Scénario de remplacement'],
      ['Départ d’un professionnel clé', '[signe]', '[scénario]'],
      ['Financement retardé ou réduit', '[signe]', '[scénario]'],
      ['[autre risque]', '[signe]', '[scénario]'],
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
