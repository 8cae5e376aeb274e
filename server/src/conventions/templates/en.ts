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
    heading('People concerned'),
    paragraph('The project is for [target population, number of people].'),
    heading('Territory'),
    paragraph('It takes place in [towns, districts, institutions].'),
    heading('Objectives'),
    list('[a realistic and countable objective];', '[a realistic and countable objective].'),
    heading('Minimal project'),
    paragraph('Should everything not be possible, the parties commit at least to [what stays whatever happens].'),
  ],
  roles: [
    paragraph('Each party brings the following, and may expect from it, for the people it serves:'),
    table(
      ['Party', 'What it brings', 'What it may expect', 'For which people'],
      ['[party]', '[contribution]', '[expectation]', '[population]'],
      ['[party]', '[contribution]', '[expectation]', '[population]'],
    ),
    paragraph('The project is led by [party]. Each party names its contact by position: [positions].'),
  ],
  calendar: [
    paragraph('The convention takes effect with the last signature and ends on [date]. It is not renewed tacitly.'),
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
    table(
      ['Item', 'Kind', 'Amount', 'Borne by', 'Funded by'],
      ['[item]', 'known', '€[amount]', '[party]', '[funder]'],
      ['Time for preparation and meetings', 'hidden', '€[amount]', '[party]', '[party]'],
      ['[use of something]', 'in kind', '€[value]', '[party]', '—'],
    ),
  ],
  regulation: [
    paragraph(
      'A steering committee brings together one representative of each party every [number] months. It decides unanimously.',
    ),
    paragraph('A disagreement is first looked at by the people concerned, then by the directors.'),
    heading('Leaving'),
    paragraph(
      'Any party may leave the convention in writing, with [number] months’ notice; what was promised to the people concerned is carried through, or taken over by [party].',
    ),
    heading('Changing'),
    paragraph('Any change is an amendment, negotiated and signed by all parties.'),
  ],
  evaluation: [
    table(
      ['Criterion', 'Indicator', 'Planned', 'Source', 'Date'],
      ['Effectiveness', '[indicator]', '[value]', '[source]', '[date]'],
      ['Efficiency', '[indicator]', '[value]', '[source]', '[date]'],
      ['Impact', '[indicator]', '[value]', '[source]', '[date]'],
    ),
    paragraph(
      'Each party first makes its own review; the joint review is on [date]. Whether to renew is decided at another time.',
    ),
  ],
  risks: [
    table(
      ['Risk', 'Sign that warns', 'Fallback scenario'],
      ['A key professional leaves', '[sign]', '[scenario]'],
      ['Funding is late or smaller', '[sign]', '[scenario]'],
      ['[another risk]', '[sign]', '[scenario]'],
    ),
  ],
  general: [
    paragraph('The parties keep professional secrecy and protect personal data: [how].'),
    paragraph('Each party is insured for what it does under the convention.'),
    paragraph('Any public communication about the project names all parties.'),
  ],
};
