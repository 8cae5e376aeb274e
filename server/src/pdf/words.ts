/**
 * The words that the printed documents add to what people wrote, in French and in English. Ranks are named as on the
 * screen (a test compares them with the page's catalogues).
 */

import type { Language } from '@entente/shared/language';
import type { Rank, Signature } from '@entente/shared/negotiation/state';
import type { PdfParty } from './convention-pdf.ts';
import type { MinutesAttendance } from './minutes-pdf.ts';

export type PdfWords = {
  readonly convention: string;
  readonly between: string;
  readonly partyKinds: Readonly<Record<PdfParty['kind'], string>>;
  readonly observers: string;
  readonly draft: string;
  readonly draftMark: string;
  readonly draftOf: (moment: string) => string;
  readonly frozenOn: (moment: string) => string;
  readonly inForceSince: (moment: string) => string;
  readonly digestShort: (digest: string) => string;
  readonly emptySection: string;
  readonly approvals: string;
  readonly noApproval: string;
  readonly signatures: string;
  readonly draftNotSignable: string;
  readonly approvalColumns: readonly [string, string, string];
  readonly capacities: Readonly<Record<Signature['capacity'], string>>;
  readonly signedOn: (moment: string) => string;
  readonly waiting: string;
  readonly maySign: string;
  readonly replaced: (count: number) => string;
  readonly minutes: MinutesWords;
};

type MinutesWords = {
  readonly title: string;
  readonly number: (number: number) => string;
  readonly convention: string;
  readonly date: string;
  readonly openedAndClosed: (opened: string, closed: string) => string;
  readonly place: string;
  readonly remote: string;
  readonly placeUnsaid: string;
  readonly atHomeOf: (party: string) => string;
  readonly chair: string;
  readonly preparedBy: string;
  readonly attendance: string;
  readonly attendanceColumns: readonly [string, string, string, string];
  readonly nobody: string;
  readonly ranks: Readonly<Record<Rank, string>>;
  readonly how: Readonly<Record<MinutesAttendance['how'] | 'missing', string>>;
  readonly decisions: string;
  readonly noDecision: string;
  readonly erased: string;
  readonly present: (people: string) => string;
  readonly proposalFor: (parties: string) => string;
  readonly time: string;
  readonly timeColumns: readonly [string, string, string, string, string, string];
  readonly noTime: string;
  readonly agenda: string;
  readonly noAgenda: string;
  readonly text: string;
  readonly noMinutes: string;
  readonly firstMeeting: (parties: string) => string;
};

const french: PdfWords = {
  convention: 'Convention',
  between: 'Entre',
  partyKinds: { association: 'association', 'public-body': 'collectivité ou établissement public', other: '' },
  observers: 'Observateurs, non engagés par le texte',
  draft: 'PROJET — non approuvé',
  draftMark: 'PROJET',
  draftOf: (moment) => `Projet du ${moment}`,
  frozenOn: (moment) => `Texte approuvé et arrêté le ${moment}, à signer`,
  inForceSince: (moment) => `En vigueur depuis le ${moment}`,
  digestShort: (digest) => `Empreinte ${digest}`,
  emptySection: 'Cette rubrique est vide.',
  approvals: 'Approbations',
  noApproval: 'Aucun partenaire n’a encore approuvé ce texte.',
  signatures: 'Signatures',
  draftNotSignable: 'Ce document est un projet : il n’engage personne et ne se signe pas.',
  approvalColumns: ['Partenaire', 'Approuvé par', 'Le'],
  capacities: { director: 'Direction', delegate: 'Par délégation' },
  signedOn: (moment) => `Signé le ${moment}`,
  waiting: 'En attente',
  maySign: 'Peut signer :',
  replaced: (count) =>
    count === 1
      ? 'Un caractère que nos polices ne savent pas imprimer est remplacé par □. Le texte conservé par le serveur le contient.'
      : `${count} caractères que nos polices ne savent pas imprimer sont remplacés par □. Le texte conservé par le serveur les contient.`,
  minutes: {
    title: 'Compte rendu',
    number: (number) => (number === 1 ? '1re rencontre' : `${number}e rencontre`),
    convention: 'Convention',
    date: 'Date',
    openedAndClosed: (opened, closed) => `ouverte le ${opened}, close le ${closed}`,
    place: 'Lieu',
    remote: 'À distance',
    placeUnsaid: 'Sur place',
    atHomeOf: (party) => `chez ${party}`,
    chair: 'Animée par',
    preparedBy: 'Préparée par',
    attendance: 'Présences',
    attendanceColumns: ['Personne', 'Organisation', 'Rang', 'Présence'],
    nobody: 'Aucune présence n’a été relevée.',
    ranks: { director: 'Direction', manager: 'Cadre', practitioner: 'Professionnel' },
    how: { presence: 'connexion relevée', confirmed: 'confirmée', missing: 'attendu, absent' },
    decisions: 'Décisions',
    noDecision: 'Aucune décision n’a été prise.',
    erased: 'Texte effacé.',
    present: (people) => `En présence de : ${people}.`,
    proposalFor: (parties) => `Proposition seulement, pour : ${parties} (première rencontre).`,
    time: 'Temps passé',
    timeColumns: ['Organisation', 'Personnes', 'Préparation', 'Rencontre', 'Suites', 'Total'],
    noTime: 'Aucun temps n’a été noté.',
    agenda: 'Ordre du jour',
    noAgenda: 'Aucun ordre du jour n’a été écrit.',
    text: 'Compte rendu',
    noMinutes: 'Aucun compte rendu n’a été écrit.',
    firstMeeting: (parties) =>
      `Première rencontre pour : ${parties}. Ce qui y a été décidé vaut proposition : on n’acte jamais à la première rencontre.`,
  },
};

const english: PdfWords = {
  convention: 'Convention',
  between: 'Between',
  partyKinds: { association: 'association', 'public-body': 'public body', other: '' },
  observers: 'Observers, not bound by the text',
  draft: 'DRAFT — not approved',
  draftMark: 'DRAFT',
  draftOf: (moment) => `Draft of ${moment}`,
  frozenOn: (moment) => `Text approved and frozen on ${moment}, to be signed`,
  inForceSince: (moment) => `In force since ${moment}`,
  digestShort: (digest) => `Digest ${digest}`,
  emptySection: 'This section is empty.',
  approvals: 'Approvals',
  noApproval: 'No partner has approved this text yet.',
  signatures: 'Signatures',
  draftNotSignable: 'This document is a draft: it binds no one and is not to be signed.',
  approvalColumns: ['Partner', 'Approved by', 'On'],
  capacities: { director: 'Director', delegate: 'By delegation' },
  signedOn: (moment) => `Signed on ${moment}`,
  waiting: 'Waiting',
  maySign: 'May sign:',
  replaced: (count) =>
    count === 1
      ? 'One character that our fonts cannot print is replaced by □. The text kept by the server has it.'
      : `${count} characters that our fonts cannot print are replaced by □. The text kept by the server has them.`,
  minutes: {
    title: 'Minutes',
    number: (number) => `Meeting ${number}`,
    convention: 'Convention',
    date: 'Date',
    openedAndClosed: (opened, closed) => `opened on ${opened}, closed on ${closed}`,
    place: 'Place',
    remote: 'Remote',
    placeUnsaid: 'On site',
    atHomeOf: (party) => `hosted by ${party}`,
    chair: 'Chaired by',
    preparedBy: 'Prepared by',
    attendance: 'Attendance',
    attendanceColumns: ['Person', 'Organisation', 'Rank', 'Attendance'],
    nobody: 'No attendance was recorded.',
    ranks: { director: 'Director', manager: 'Manager', practitioner: 'Practitioner' },
    how: { presence: 'seen online', confirmed: 'confirmed', missing: 'expected, absent' },
    decisions: 'Decisions',
    noDecision: 'No decision was taken.',
    erased: 'Text erased.',
    present: (people) => `Present: ${people}.`,
    proposalFor: (parties) => `A proposal only, for: ${parties} (first meeting).`,
    time: 'Time spent',
    timeColumns: ['Organisation', 'People', 'Preparation', 'Meeting', 'Follow-up', 'Total'],
    noTime: 'No time was recorded.',
    agenda: 'Agenda',
    noAgenda: 'No agenda was written.',
    text: 'Minutes',
    noMinutes: 'No minutes were written.',
    firstMeeting: (parties) =>
      `First meeting for: ${parties}. What was decided there stands as a proposal: nothing is ever settled at the first meeting.`,
  },
};

const words = { fr: french, en: english } as const satisfies Record<Language, PdfWords>;

export function wordsIn(language: Language): PdfWords {
  return words[language];
}
