import type { Sentences } from './sentences.ts';

/** Written with ordinary spaces: French typography is applied when they are shown. */
export const french: Sentences = {
  verdicts: {
    proved: {
      title: 'Tout ce qui peut être vérifié est exact.',
      what: 'Le texte, le journal, les règles et chaque signature s’accordent. Ce qu’aucun fichier ne peut prouver est dit à part.',
    },
    unfinished: {
      title: 'Tout est exact, mais la convention n’est pas encore signée par tous.',
      what: 'Une convention n’engage que lorsque le dernier partenaire a signé.',
    },
    unsure: {
      title: 'Rien n’est faux, mais tout n’a pas pu être vérifié.',
      what: 'Ce qui repose sur la seule parole du serveur, ou n’a pas pu être lu, est marqué ci-dessous.',
    },
    broken: {
      title: 'Ce fichier ne prouve pas ce qu’il prétend.',
      what: 'Au moins une vérification échoue : quelque chose a été modifié, manque, ou n’a jamais été fait comme c’est écrit.',
    },
  },
  unreadableTitle: 'Ce fichier ne peut pas être vérifié.',
  unreadable: {
    'too-large': 'Ce fichier est trop grand pour être un PDF ou un fichier de preuve d’Entente ({{detail}} octets).',
    'not-utf8': 'Ce fichier n’est ni un PDF ni un fichier de preuve : ce n’est pas du texte.',
    'not-json': 'Ce fichier n’est ni un PDF ni un fichier de preuve : ce n’est pas du JSON, ou il est abîmé.',
    'not-evidence': 'Ce fichier n’est pas un fichier de preuve d’Entente.',
    'unknown-format':
      'Ce fichier de preuve est d’un format que ce vérificateur ne connaît pas ({{detail}}). Prenez une version plus récente.',
    malformed: 'Ce fichier de preuve est abîmé, ou incomplet (à cet endroit : {{detail}}).',
    'ordinary-pdf': 'Ce PDF ne porte ni sceau ni fichier de preuve : il n’y a rien à vérifier.',
  },
  groups: {
    pdf: 'Le document PDF et son sceau',
    file: 'Le fichier de preuve',
    text: 'Le texte',
    journal: 'Le journal et les règles',
    signatures: 'Les signatures entre elles',
    limits: 'Ce qu’aucun fichier ne peut prouver',
  },
  signature: 'Signature de {{person}} pour {{organisation}} (tour {{round}}, entrée {{version}} du journal)',
  statuses: { holds: 'Exact', fails: 'Faux', unknown: 'Pas su' },
  checks: {
    'pdf-seal': {
      holds: 'Le sceau du document est valable. Son certificat est au nom de « {{text}} ».',
      fails:
        'Le sceau du document n’est pas valable, ou manque : le document a pu être modifié, ou ne vient pas d’un serveur Entente.',
      unknown: 'Le sceau emploie un procédé que cet appareil ne sait pas vérifier.',
    },
    'pdf-whole': {
      holds: 'Le sceau couvre le document entier : rien n’a été ajouté après.',
      fails: 'Après le sceau, {{count}} octets ont été ajoutés au document.',
    },
    'pdf-certificate': {
      holds: 'Le certificat du sceau était en cours de validité.',
      fails: 'Le certificat du sceau n’était pas, ou plus, en cours de validité.',
      unknown: 'On ne sait pas quand le document a été scellé, donc pas si le certificat était valable.',
    },
    'pdf-timestamp': {
      holds: 'Une autorité d’horodatage ({{text}}) atteste que le sceau existait le {{at}}.',
      fails: 'L’horodatage du sceau n’est pas valable.',
      unknown:
        'L’horodatage du sceau n’a pas pu être vérifié : l’autorité emploie un procédé que cet appareil ne connaît pas.',
    },
    'pdf-evidence': {
      holds: 'Un fichier de preuve est joint au document ; les vérifications suivantes portent sur lui.',
      fails: 'Le fichier de preuve joint au document est illisible, ou il y en a plusieurs.',
      unknown: 'Aucun fichier de preuve n’est joint à ce document : seul le sceau a pu être vérifié.',
    },
    'pdf-same-server': {
      holds: 'Le document et le fichier de preuve nomment le même certificat.',
      fails: 'Le document est scellé par un autre certificat que celui que nomme le fichier de preuve.',
      unknown: 'Le fichier de preuve ne dit pas quel certificat scelle ses documents.',
    },
    'one-form': {
      holds: 'Le fichier est écrit dans sa seule forme permise : deux programmes ne peuvent pas y lire deux choses.',
      fails: 'Le fichier n’est pas écrit dans sa forme permise : il a été réécrit, ou modifié.',
    },
    'file-seal': {
      holds: 'Le serveur a scellé ce fichier, noms compris, avec le certificat « {{text}} ».',
      fails:
        'Le sceau du serveur sur ce fichier n’est pas valable : le fichier a été modifié, dans les noms peut-être.',
      unknown: 'Le fichier ne porte pas le sceau du serveur : rien ne protège les noms qui y sont écrits.',
    },
    'text-digest': {
      holds: 'Les mots de la convention ont bien l’empreinte du texte figé : {{digest}}.',
      fails: 'Les mots de la convention n’ont pas l’empreinte du texte qui a été figé.',
    },
    'part-digests': {
      holds: 'Chaque rubrique a l’empreinte qui a été figée.',
      fails: 'Ces parties du texte ne sont pas celles qui ont été figées : {{words}}.',
    },
    chain: {
      holds:
        'Les {{count}} entrées du journal forment une seule chaîne : aucune n’a été retirée, ajoutée, déplacée ni modifiée.',
      fails:
        'La chaîne du journal se rompt à l’entrée {{version}} : une entrée a été retirée, ajoutée, déplacée ou modifiée.',
    },
    'one-convention': {
      holds: 'Le journal est celui de cette convention, depuis son ouverture.',
      fails: 'Le journal n’est pas celui de cette convention, ou ne commence pas par son ouverture.',
    },
    times: {
      holds: 'Les heures du journal se suivent.',
      fails:
        'À l’entrée {{version}}, l’horloge du serveur est revenue en arrière : les jours du journal ne sont pas sûrs.',
    },
    replay: {
      holds: 'Les faits du journal s’enchaînent sans contradiction.',
      fails: 'Les faits du journal se contredisent (entrée {{version}}).',
    },
    frozen: {
      holds: 'Ce texte a été figé le {{at}}.',
      fails: 'D’après le journal, ce n’est pas ce texte qui est figé.',
    },
    'approved-by-all': {
      holds: 'Les {{count}} partenaires ont approuvé ce texte, dans la même rencontre.',
      fails: 'Ces partenaires n’ont pas approuvé ce texte : {{organisations}}.',
    },
    'no-approval-at-first-meeting': {
      holds:
        'Chaque partenaire avait déjà participé, un autre jour, à une rencontre close avec un compte rendu : rien n’a été acté à la première rencontre (NEG-1).',
      fails:
        'La règle « ne jamais acter à la première rencontre » (NEG-1) n’est pas respectée pour : {{organisations}}.',
    },
    'rules-at-approval': {
      holds:
        'Au moment de chaque approbation, toutes les règles étaient respectées, telles que ce vérificateur les applique (règles, version {{count}}).',
      fails:
        'Au moment d’une approbation donnée sous ces mêmes règles (version {{count}}), celles-ci n’étaient pas respectées : {{words}}.',
      unknown:
        'Que toutes les règles aient été respectées à chaque approbation ne peut être vérifié : le journal ne dit pas que chaque personne qui a approuvé est directeur, le texte est illisible, ou l’approbation a été donnée sous d’autres règles que celles de ce vérificateur, qui aurait attendu davantage.',
    },
    'signed-by-all': {
      holds: 'Les {{count}} partenaires ont signé : la convention est en vigueur.',
      fails: 'Ces partenaires n’ont pas signé : {{organisations}}. La convention n’est pas en vigueur.',
    },
    evidence: {
      holds: 'La preuve de cette signature est dans le fichier, telle que le journal la nomme.',
      fails: 'La preuve de cette signature manque, ou n’est pas celle que nomme le journal.',
    },
    statement: {
      holds: 'Ce qui a été signé désigne cette convention, ce tour, ce texte, ce partenaire et cette personne.',
      fails: 'Ce qui a été signé ne s’accorde pas avec le journal : {{words}}.',
    },
    'journal-head': {
      holds:
        'Le signataire a vu le journal jusqu’à l’entrée {{version}} ; ni le texte, ni les parties, ni les pouvoirs n’ont changé entre-temps.',
      fails:
        'L’état du journal que le signataire a vu n’est pas dans cette chaîne, ou quelque chose d’important a changé avant sa signature.',
    },
    capacity: {
      holds: 'Le journal dit en quelle qualité cette personne signe : {{words}}.',
      fails: 'D’après le journal, cette personne ne pouvait pas signer en cette qualité : {{words}}.',
      unknown:
        'Le journal ne dit pas que cette personne dirige l’organisation : on n’a là-dessus que la parole du serveur.',
    },
    'rules-at-signature': {
      holds:
        'Au moment de cette signature, toutes les règles étaient respectées, NEG-1 comprise, telles que ce vérificateur les applique (version {{count}}).',
      fails: 'Au moment de cette signature, quelque chose manquait : {{words}}.',
      unknown:
        'Que toutes les règles aient été respectées à cette signature ne peut être vérifié : le texte est illisible, ou elle a été donnée sous d’autres règles que celles de ce vérificateur, qui aurait attendu davantage.',
    },
    'in-time': {
      holds: 'La signature a été donnée dans les cinq minutes, le {{at}}.',
      fails: 'La signature n’a pas été donnée dans le délai, ou l’a été avant que le texte soit figé.',
    },
    challenge: {
      holds: 'La clé a signé cette déclaration précise, et aucune autre.',
      fails: 'La clé a signé autre chose que cette déclaration.',
    },
    origin: {
      holds: 'La signature a été demandée par la page de {{text}}.',
      fails: 'La signature a été demandée par une autre page que celle de {{text}}.',
    },
    'relying-party': {
      holds: 'La clé d’accès est bien celle du site {{text}}.',
      fails: 'La clé d’accès appartient à un autre site que {{text}}.',
    },
    'user-verified': {
      holds: 'L’appareil a vérifié qui était là (empreinte, visage ou code).',
      fails: 'L’appareil n’a pas vérifié qui était là.',
    },
    backup: {
      holds: 'La clé {{words}}.',
      fails: 'Ce qui est dit des copies de la clé n’est pas ce que l’appareil a dit.',
    },
    'passkey-signature': {
      holds: 'La signature de la clé d’accès est valable.',
      fails: 'La signature de la clé d’accès n’est pas valable.',
      unknown: 'Cet appareil ne sait pas vérifier ce genre de clé. Essayez avec un navigateur plus récent.',
    },
    'key-added': {
      holds:
        'D’après le serveur, cette clé a été ajoutée au compte le {{at}}, avec son mot de passe, qu’aucun lien n’avait changé dans les {{count}} jours d’avant.',
      fails: 'La clé aurait été ajoutée au compte le {{at}}, après avoir signé.',
      unknown:
        'D’après le serveur, cette clé a été ajoutée au compte le {{at}}, moins de {{count}} jours après un nouveau mot de passe choisi par un lien : elle ne prouve guère plus que la possession de ce lien, donc de la boîte aux lettres.',
    },
    'weaker-proof': {
      holds: 'Preuve faible.',
      fails: 'Preuve faible.',
      unknown:
        'Preuve plus faible ({{words}}) : personne d’autre que le serveur n’a pu constater cette signature. Ce fichier ne la prouve pas.',
    },
    'none-left-over': {
      holds: 'Aucune preuve de signature n’est en trop.',
      fails: 'Le fichier contient {{count}} preuve(s) de signature que le journal ne nomme pas.',
    },
    nonces: {
      holds: 'Aucune déclaration n’a servi deux fois.',
      fails: 'Une même déclaration a servi deux fois.',
    },
    keys: {
      holds: 'Aucune clé n’a signé pour deux personnes.',
      fails: 'Une même clé a signé pour plusieurs personnes : {{people}}.',
    },
    'same-site': {
      holds: 'Toutes les signatures ont été données sur {{text}}.',
      fails: 'Les signatures n’ont pas toutes été données sur le même site.',
      unknown:
        'Des signatures ont été données à une autre adresse que celle du serveur qui a fait ce fichier : {{text}}.',
    },
  },
  notLookedAt: 'Cela n’a pas pu être vérifié, à cause de ce qui échoue par ailleurs.',
  limits: {
    'who-held-the-keys':
      'Qui tenait la clé : le fichier montre que la clé enregistrée pour cette personne a signé, pas que c’était sa main. Demandez-le au signataire.',
    'server-clock':
      'L’heure exacte : les dates sont celles de l’horloge du serveur, sauf si une autorité d’horodatage est nommée plus haut.',
    'what-the-server-wrote':
      'Ce que le serveur ({{text}}) a constaté lui-même : qui était présent aux rencontres, qui dirige quelle organisation, quelle clé est à qui.',
    'later-entries':
      'La suite : le journal s’arrête ici à l’entrée {{version}}, d’empreinte {{digest}}. Comparez cette empreinte à celle que vous avez reçue par courriel.',
    'names-as-written':
      'L’exactitude des noms : ils sont écrits tels que le serveur les connaissait. Aucun signataire ne les a signés.',
    'text-history': 'L’historique du texte, mot à mot, n’est pas dans ce fichier. Son empreinte est {{digest}}.',
    'who-sealed':
      'À qui est le certificat « {{text}} » : n’importe qui peut en faire un. Comparez son empreinte à celle que publie le responsable du serveur : {{digest}}.',
    'who-stamped':
      'À qui est le certificat « {{text}} » de l’horodatage : n’importe qui peut en faire un. Comparez son empreinte à celle que publie l’autorité : {{digest}}.',
    'no-timestamp':
      'Quand le sceau a été apposé : aucune autorité d’horodatage n’en atteste, seule l’horloge du serveur le dit.',
    'pages-as-printed':
      'Que les pages imprimées disent bien le texte : c’est le serveur qui les a mises en page. Le texte signé est affiché ici, pour comparer.',
  },
  words: {
    convention: 'la convention',
    title: 'le titre',
    round: 'le tour',
    text: 'le texte',
    party: 'le partenaire',
    person: 'la personne',
    capacity: 'la qualité',
    delegation: 'la délégation',
    deliberation: 'la délibération',
    director: 'direction de l’organisation',
    delegate: 'par délégation enregistrée',
    copied: 'est sauvegardée sur plusieurs appareils par son fabricant',
    'may-be-copied': 'peut être sauvegardée par son fabricant',
    'one-device': 'ne quitte pas son appareil',
    password: 'mot de passe',
    'password-and-code': 'mot de passe et code envoyé par courriel',
    'NEG-1': 'NEG-1 (chaque partenaire a participé, un jour précédent, à une rencontre close avec son compte rendu)',
    'NEG-5': 'NEG-5 (un seul texte, signé par tous)',
    'NEG-6': 'NEG-6 (tous sont d’accord sur chaque rubrique)',
    'DOC-1': 'DOC-1 (les huit rubriques sont écrites)',
    'DOC-2': 'DOC-2 (chaque risque a son scénario de remplacement, et chaque partenaire connaît le registre)',
    'DOC-3': 'DOC-3 (chaque partenaire dit ce qu’il apporte, ce qu’il peut en attendre et pour qui)',
    'DOC-4': 'DOC-4 (la population, le territoire et la durée sont dits)',
    'DOC-5': 'DOC-5 (la convention a une fin, sans tacite reconduction)',
    'DOC-6': 'DOC-6 (chacun peut quitter la convention, avec un préavis)',
    'DOC-9': 'DOC-9 (le budget est complet et compte les coûts cachés)',
    'DOC-11': 'DOC-11 (efficacité, efficience et impact ont chacun leur indicateur)',
    'DOC-12': 'DOC-12 (les bilans sont prévus)',
    'APP-1':
      'APP-1 (tous sont d’accord sur chaque rubrique, et approuvent dans une rencontre ouverte, par qui peut engager)',
    'APP-2': 'APP-2 (le texte est bien celui qui a été approuvé)',
    'SIG-1': 'SIG-1 (signe qui dirige ou a reçu délégation ; une personne publique a délibéré)',
    'SIG-2': 'SIG-2 (la signature est un acte propre, prouvé à nouveau)',
  },
  nobody: 'personne',
};
