import { heading, list, paragraph, table } from './blocks.ts';
import type { Template } from './template.ts';

export const englishTemplate: Template = {
  opening: [
    paragraph('Between the undersigned:'),
    list(
      '[name, address], represented by its [position], duly authorised;',
      '[name, address], represented by its [position], duly authorised,',
    ),
    paragraph('Having regard to [laws, resolutions, plans referred to];'),
    paragraph('Considering [the need that was found, and what nobody can do alone],'),
    paragraph('the following is agreed.'),
  ],
  values: [
    paragraph('The parties share these principles, of which each may remind the others:'),
    list(
      'the people concerned come before the interest of any organisation;',
      'each keeps its identity, its missions and its freedom to decide;',
      'what concerns the partnership is known to all parties at the same time;',
      '[another principle].',
    ),
  ],
  project: [
    heading('Objectives'),
    list('[a realistic and countable objective];', '[a realistic and countable objective].'),
    heading('Minimal project'),
    paragraph('Should everything not be possible, the parties commit at least to [what stays whatever happens].'),
  ],
  roles: [
    paragraph('The project is led by [party]. Each party names its contact by position: [positions].'),
    paragraph('Each party brings the following, and may expect from it, for the people it serves:'),
  ],
  calendar: [
    paragraph(
      'The convention takes effect with the last signature, on its start date at the earliest; it ends on its end date. It is not renewed tacitly.',
    ),
    table(
      ['Phase', 'From', 'To', 'In charge'],
      ['Preparation', '[date]', '[date]', '[party]'],
      ['Action', '[date]', '[date]', '[party]'],
      ['Review', '[date]', '[date]', '[party]'],
    ),
  ],
  means: [
    heading('People'),
    list('[position, time given, party, what it serves].'),
    heading('Things'),
    list('[room, vehicle, equipment, party, what it serves].'),
  ],
  budget: [
    paragraph('Costs are those that show and those that don’t: meetings, their preparation, what follows them.'),
  ],
  regulation: [
    paragraph(
      'A steering committee brings together one representative of each party every [number] months. It decides unanimously.',
    ),
    paragraph('A disagreement is first looked at by the people concerned, then by the directors.'),
    heading('Changing'),
    paragraph('Any change is an amendment, negotiated and signed by all parties.'),
  ],
  evaluation: [
    paragraph(
      'The project is evaluated on its effectiveness, its efficiency and its impact, by the indicators that follow.',
    ),
    paragraph(
      'Each party first makes its own review; the joint review takes place on the days planned. Whether to renew is decided at another time.',
    ),
  ],
  risks: [
    paragraph('The parties acknowledge together the risks that follow, and plan for each of them what they will do.'),
  ],
  general: [
    paragraph('The parties keep professional secrecy and protect personal data: [how].'),
    paragraph('Each party is insured for what it does under the convention.'),
    paragraph('Any public communication about the project names all parties.'),
  ],
};
