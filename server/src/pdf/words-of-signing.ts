/** What the signature page claims, and what it doesn't, in French and in English. Nothing here may promise more than is proved. */

import type { Language } from '@entente/shared/language';
import type { ProofName } from '@entente/shared/negotiation/state';

export type SigningWords = {
  readonly proofs: Readonly<Record<ProofName, string>>;
  readonly statement: string;
  readonly deliberation: (said: { number: string; date: string; enforceableOn: string }) => string;
  readonly proved: string;
  readonly digest: string;
  readonly digestCovers: string;
  readonly journal: string;
  readonly journalHead: (version: number) => string;
  readonly journalIs: string;
  readonly claimed: string;
  readonly claim: string;
  readonly notClaimed: string;
  readonly disclaim: string;
  readonly seal: string;
  readonly notSealed: string;
  readonly sealedOn: (moment: string) => string;
  readonly sealIs: string;
  readonly certificate: (subject: string, fingerprint: string) => string;
  readonly ownCertificate: string;
  readonly timestamp: string;
  readonly timestampGranted: (authority: string) => string;
  readonly timestampNotConfigured: string;
  readonly timestampFailed: (authority: string) => string;
  readonly attached: string;
  readonly evidence: string;
  /** Of the attached file, in the list of attachments. */
  readonly evidenceName: string;
};

const french: SigningWords = {
  proofs: {
    passkey: 'Preuve : clé d’accès (passkey), liée à cette déclaration',
    'passkey-after-reset':
      'Preuve plus faible : clé d’accès ajoutée juste après un mot de passe choisi par un lien ; elle ne vaut pas plus que ce lien',
    'password-and-code': 'Preuve plus faible : mot de passe et code reçu par courriel, que seul le serveur atteste',
    password: 'Preuve faible : mot de passe seul, que seul le serveur atteste',
  },
  statement: 'Empreinte de la déclaration',
  deliberation: ({ number, date, enforceableOn }) =>
    `Délibération nº ${number} du ${date}, exécutoire le ${enforceableOn}`,
  proved: 'Ce que ce document prouve, et ce qu’il ne prouve pas',
  digest: 'Empreinte du texte (SHA-256)',
  digestCovers:
    'L’empreinte est calculée sur la forme canonique du texte, dans l’ordre de ce document : ouverture, huit rubriques, risques, dispositions générales et cœur de chaque partenaire ; les mots, les titres, les listes, les liens, les mises en évidence, et chaque valeur des champs et des tableaux. Elle ne couvre ni l’intitulé de la convention, ni la mise en page, ni les totaux, qui s’en déduisent, ni les commentaires. Un seul mot changé donne une autre empreinte ; chaque approbation et chaque signature désigne celle-ci.',
  journal: 'Tête du journal',
  journalHead: (version) => `entrée ${version}`,
  journalIs:
    'Tout ce qui a été fait, rencontres, accords, approbations, signatures et essais refusés, est inscrit dans un journal où chaque entrée porte l’empreinte de celle d’avant. Chaque déclaration signée désigne la dernière entrée que le signataire connaissait.',
  claimed: 'Ce que sont les signatures',
  claim:
    'Des signatures électroniques simples au sens de l’article 3, point 10, du règlement (UE) nº 910/2014 (eIDAS), avec des preuves fortes. Chaque signataire a prouvé son identité de nouveau, au moment de signer, sur une déclaration qui nomme la convention, l’empreinte du texte, la tête du journal, le partenaire et sa qualité. La clé d’accès signe elle-même cette déclaration : chacun peut le vérifier sans ce serveur. Le mot de passe, même avec un code reçu par courriel, est une preuve plus faible : elle repose sur la parole du serveur.',
  notClaimed: 'Ce qu’elles ne sont pas',
  disclaim:
    'Ni avancées ni qualifiées au sens de ce règlement. Aucun prestataire de confiance n’a vérifié qui tient les clés d’accès : les noms sont ceux sous lesquels chaque organisation connaît les siens. Les heures sont celles du serveur.',
  seal: 'Cachet du serveur',
  notSealed: 'Ce fichier ne porte pas de cachet électronique.',
  sealedOn: (moment) => `apposé le ${moment}`,
  sealIs:
    'Le cachet électronique (PAdES) montre de quel serveur vient ce fichier, et que rien n’y a changé depuis. Il ne signe pour personne.',
  certificate: (subject, fingerprint) => `Certificat ${subject}, empreinte SHA-256 ${fingerprint}.`,
  ownCertificate:
    'Le serveur a fait ce certificat lui-même : personne d’autre ne répond de son nom. Comparez son empreinte à celle d’un autre document du même serveur.',
  timestamp: 'Horodatage',
  timestampGranted: (authority) =>
    `Le cachet porte un jeton d’horodatage (RFC 3161) de ${authority} : son heure ne dépend pas du serveur (niveau B-T).`,
  timestampNotConfigured:
    'Aucun : ce serveur n’est relié à aucune autorité d’horodatage. L’heure du cachet est celle du serveur (niveau B-B).',
  timestampFailed: (authority) =>
    `Aucun : l’autorité ${authority} n’a pas donné de jeton valable. L’heure du cachet est celle du serveur (niveau B-B).`,
  attached: 'Pièce jointe',
  evidence:
    'Le fichier evidence.json, joint à ce PDF, contient le texte canonique, le journal, les déclarations signées et leurs preuves. Il se vérifie sans ce serveur.',
  evidenceName: 'Dossier de preuve : texte canonique, journal, déclarations et preuves des signatures',
};

const english: SigningWords = {
  proofs: {
    passkey: 'Proof: passkey, bound to this statement',
    'passkey-after-reset':
      'Weaker proof: a passkey added just after a link set the password; it is worth no more than that link',
    'password-and-code': 'Weaker proof: password and a code received by e-mail, attested by the server alone',
    password: 'Weak proof: password alone, attested by the server alone',
  },
  statement: 'Digest of the statement',
  deliberation: ({ number, date, enforceableOn }) =>
    `Deliberation no. ${number} of ${date}, enforceable on ${enforceableOn}`,
  proved: 'What this document proves, and what it does not',
  digest: 'Digest of the text (SHA-256)',
  digestCovers:
    'The digest is computed on the canonical form of the text, in the order of this document: opening, eight sections, risks, general provisions and the core of each partner; words, headings, lists, links, emphasis, and every value of the fields and tables. It covers neither the title of the convention, nor the layout, nor the totals, which follow from it, nor the comments. A single changed word gives another digest; every approval and every signature names this one.',
  journal: 'Head of the journal',
  journalHead: (version) => `entry ${version}`,
  journalIs:
    'All that was done, meetings, stances, approvals, signatures and refused attempts, is entered in a journal in which each entry bears the digest of the one before. Each signed statement names the last entry that the signatory knew.',
  claimed: 'What the signatures are',
  claim:
    'Simple electronic signatures within the meaning of Article 3(10) of Regulation (EU) No 910/2014 (eIDAS), with strong evidence. Each signatory proved their identity afresh when signing, on a statement that names the convention, the digest of the text, the head of the journal, the partner and their capacity. A passkey signs that statement itself: anyone can verify it without this server. A password, even with a code received by e-mail, is a weaker proof: it rests on the server’s word.',
  notClaimed: 'What they are not',
  disclaim:
    'Neither advanced nor qualified within the meaning of that Regulation. No trust service provider has verified who holds the passkeys: names are those under which each organisation knows its own people. Times are the server’s.',
  seal: 'Seal of the server',
  notSealed: 'This file bears no electronic seal.',
  sealedOn: (moment) => `affixed on ${moment}`,
  sealIs:
    'The electronic seal (PAdES) shows which server this file comes from, and that nothing in it has changed since. It signs for no one.',
  certificate: (subject, fingerprint) => `Certificate ${subject}, SHA-256 fingerprint ${fingerprint}.`,
  ownCertificate:
    'The server made this certificate itself: nobody else answers for its name. Compare its fingerprint with that of another document of the same server.',
  timestamp: 'Timestamp',
  timestampGranted: (authority) =>
    `The seal bears a timestamp token (RFC 3161) of ${authority}: its time does not depend on the server (level B-T).`,
  timestampNotConfigured:
    'None: this server is connected to no timestamp authority. The time of the seal is the server’s (level B-B).',
  timestampFailed: (authority) =>
    `None: the authority ${authority} gave no valid token. The time of the seal is the server’s (level B-B).`,
  attached: 'Attachment',
  evidence:
    'The file evidence.json, attached to this PDF, holds the canonical text, the journal, the signed statements and their proofs. It can be verified without this server.',
  evidenceName: 'Evidence file: canonical text, journal, statements and proofs of the signatures',
};

const words = { fr: french, en: english } as const satisfies Record<Language, SigningWords>;

export function signingWordsIn(language: Language): SigningWords {
  return words[language];
}
