import type { Sentences } from './sentences.ts';

export const english: Sentences = {
  verdicts: {
    proved: {
      title: 'Everything that can be verified is right.',
      what: 'The text, the journal, the rules and every signature agree. What no file can prove is told apart.',
    },
    unfinished: {
      title: 'Everything is right, but not every partner has signed yet.',
      what: 'A convention binds nobody until the last partner has signed.',
    },
    unsure: {
      title: 'Nothing is wrong, but not everything could be verified.',
      what: 'What rests on the server’s word alone, or could not be read, is marked below.',
    },
    broken: {
      title: 'This file does not prove what it claims.',
      what: 'At least one check fails: something was changed, is missing, or was never done as it is written.',
    },
  },
  unreadableTitle: 'This file can’t be verified.',
  unreadable: {
    'too-large': 'This file is too large to be a PDF or an evidence file of Entente ({{detail}} bytes).',
    'not-utf8': 'This file is neither a PDF nor an evidence file: it is not text.',
    'not-json': 'This file is neither a PDF nor an evidence file: it is not JSON, or it is damaged.',
    'not-evidence': 'This file is not an evidence file of Entente.',
    'unknown-format':
      'This evidence file has a format that this verifier does not know ({{detail}}). Take a newer version.',
    malformed: 'This evidence file is damaged or incomplete (here: {{detail}}).',
    'ordinary-pdf': 'This PDF has neither a seal nor an evidence file: there is nothing to verify.',
  },
  groups: {
    pdf: 'The PDF and its seal',
    file: 'The evidence file',
    text: 'The text',
    journal: 'The journal and the rules',
    signatures: 'The signatures together',
    limits: 'What no file can prove',
  },
  signature: 'Signature by {{person}} for {{organisation}} (round {{round}}, entry {{version}} of the journal)',
  statuses: { holds: 'Right', fails: 'Wrong', unknown: 'Not known' },
  checks: {
    'pdf-seal': {
      holds: 'The document’s seal is valid. Its certificate is in the name of “{{text}}”.',
      fails:
        'The document’s seal is not valid, or is missing: the document may have been changed, or comes from no Entente server.',
      unknown: 'The seal uses a method that this device can’t verify.',
    },
    'pdf-whole': {
      holds: 'The seal covers the whole document: nothing was added after it.',
      fails: 'After the seal, {{count}} bytes were added to the document.',
    },
    'pdf-certificate': {
      holds: 'The seal’s certificate was valid at the time.',
      fails: 'The seal’s certificate was not, or no longer, valid.',
      unknown: 'It is not known when the document was sealed, so neither whether the certificate was valid.',
    },
    'pdf-timestamp': {
      holds: 'A timestamp authority ({{text}}) vouches that the seal existed on {{at}}.',
      fails: 'The seal’s timestamp is not valid.',
      unknown:
        'The seal’s timestamp could not be verified: the authority uses a method that this device does not know.',
    },
    'pdf-evidence': {
      holds: 'An evidence file is attached to the document; the checks that follow are about it.',
      fails: 'The evidence file attached to the document can’t be read, or there are several.',
      unknown: 'No evidence file is attached to this document: only the seal could be verified.',
    },
    'pdf-same-server': {
      holds: 'The document and the evidence file name the same certificate.',
      fails: 'The document is sealed with another certificate than the one that the evidence file names.',
      unknown: 'The evidence file doesn’t say which certificate seals its documents.',
    },
    'one-form': {
      holds: 'The file is written in its only permitted form: no two programs can read two things in it.',
      fails: 'The file is not written in its permitted form: it was rewritten, or changed.',
    },
    'file-seal': {
      holds: 'The server sealed this file, names included, with the certificate “{{text}}”.',
      fails: 'The server’s seal on this file is not valid: the file was changed, perhaps in its names.',
      unknown: 'The file doesn’t bear the server’s seal: nothing protects the names written in it.',
    },
    'text-digest': {
      holds: 'The words of the convention have the frozen text’s digest: {{digest}}.',
      fails: 'The words of the convention don’t have the digest of the text that was frozen.',
    },
    'part-digests': {
      holds: 'Every section has the digest that was frozen.',
      fails: 'These parts of the text are not the ones that were frozen: {{words}}.',
    },
    chain: {
      holds: 'The journal’s {{count}} entries form one chain: none was removed, added, moved or changed.',
      fails: 'The journal’s chain breaks at entry {{version}}: an entry was removed, added, moved or changed.',
    },
    'one-convention': {
      holds: 'The journal is this convention’s, from its opening on.',
      fails: 'The journal is not this convention’s, or doesn’t begin with its opening.',
    },
    times: {
      holds: 'The journal’s times follow one another.',
      fails: 'At entry {{version}} the server’s clock went back: the journal’s days can’t be relied on.',
    },
    replay: {
      holds: 'The journal’s facts follow from one another without contradiction.',
      fails: 'The journal’s facts contradict one another (entry {{version}}).',
    },
    frozen: {
      holds: 'This text was frozen on {{at}}.',
      fails: 'According to the journal, this is not the text that is frozen.',
    },
    'approved-by-all': {
      holds: 'All {{count}} partners approved this text, in the same meeting.',
      fails: 'These partners did not approve this text: {{organisations}}.',
    },
    'no-approval-at-first-meeting': {
      holds:
        'Every partner had already taken part, on another day, in a meeting that was closed with minutes: nothing was settled at the first meeting (NEG-1).',
      fails: 'The rule “never settle at the first meeting” (NEG-1) is not met for: {{organisations}}.',
    },
    'rules-at-approval': {
      holds: 'At each approval, every rule was met, as this verifier applies them (rules, version {{count}}).',
      fails: 'At an approval that was given under these very rules (version {{count}}), some were not met: {{words}}.',
      unknown:
        'That every rule was met at each approval can’t be verified: the journal doesn’t say that everybody who approved is a director, the text can’t be read, or the approval was given under other rules than this verifier’s, which would have waited for more.',
    },
    'signed-by-all': {
      holds: 'All {{count}} partners have signed: the convention is in force.',
      fails: 'These partners have not signed: {{organisations}}. The convention is not in force.',
    },
    evidence: {
      holds: 'The evidence of this signature is in the file, as the journal names it.',
      fails: 'The evidence of this signature is missing, or is not the one that the journal names.',
    },
    statement: {
      holds: 'What was signed names this convention, this round, this text, this partner and this person.',
      fails: 'What was signed does not agree with the journal: {{words}}.',
    },
    'journal-head': {
      holds:
        'The signatory saw the journal up to entry {{version}}; neither text, nor parties, nor powers changed in between.',
      fails:
        'The journal as the signatory saw it is not in this chain, or something that matters changed before the signature.',
    },
    capacity: {
      holds: 'The journal says in what capacity this person signs: {{words}}.',
      fails: 'According to the journal, this person could not sign in this capacity: {{words}}.',
      unknown:
        'The journal doesn’t say that this person is a director of the organisation: there is only the server’s word for it.',
    },
    'rules-at-signature': {
      holds:
        'At this signature, every rule was met, NEG-1 included, as this verifier applies them (version {{count}}).',
      fails: 'At this signature, something was missing: {{words}}.',
      unknown:
        'That every rule was met at this signature can’t be verified: the text can’t be read, or it was given under other rules than this verifier’s, which would have waited for more.',
    },
    'in-time': {
      holds: 'The signature was given within five minutes, on {{at}}.',
      fails: 'The signature was not given in time, or before the text was frozen.',
    },
    challenge: {
      holds: 'The key signed this very statement, and no other.',
      fails: 'The key signed something else than this statement.',
    },
    origin: {
      holds: 'The signature was asked for by the page of {{text}}.',
      fails: 'The signature was asked for by another page than that of {{text}}.',
    },
    'relying-party': {
      holds: 'The passkey is one for the site {{text}}.',
      fails: 'The passkey belongs to another site than {{text}}.',
    },
    'user-verified': {
      holds: 'The device made sure who was there (fingerprint, face or code).',
      fails: 'The device did not make sure who was there.',
    },
    backup: {
      holds: 'The key {{words}}.',
      fails: 'What is said of copies of the key is not what the device said.',
    },
    'passkey-signature': {
      holds: 'The passkey’s signature is valid.',
      fails: 'The passkey’s signature is not valid.',
      unknown: 'This device can’t verify this kind of key. Try a newer browser.',
    },
    'key-added': {
      holds:
        'By the server’s word, this key was added to the account on {{at}}, with its password, which no link had changed in the {{count}} days before.',
      fails: 'The key is said to have been added to the account on {{at}}, after it signed.',
      unknown:
        'By the server’s word, this key was added to the account on {{at}}, less than {{count}} days after a link set a new password: it proves little more than that somebody held this link, hence the mailbox.',
    },
    'weaker-proof': {
      holds: 'Weak proof.',
      fails: 'Weak proof.',
      unknown:
        'Weaker proof ({{words}}): nobody but the server could witness this signature. This file doesn’t prove it.',
    },
    'none-left-over': {
      holds: 'No evidence of a signature is left over.',
      fails: 'The file holds {{count}} evidence(s) of signatures that the journal doesn’t name.',
    },
    nonces: {
      holds: 'No statement served twice.',
      fails: 'The same statement served twice.',
    },
    keys: {
      holds: 'No key signed for two people.',
      fails: 'The same key signed for several people: {{people}}.',
    },
    'same-site': {
      holds: 'All signatures were given on {{text}}.',
      fails: 'The signatures were not all given on the same site.',
      unknown: 'Signatures were given at another address than that of the server which made this file: {{text}}.',
    },
  },
  notLookedAt: 'This could not be verified, because of what fails elsewhere.',
  limits: {
    'who-held-the-keys':
      'Who held the key: the file shows that the key registered for this person signed, not that it was their hand. Ask the signatory.',
    'server-clock':
      'The exact time: dates are those of the server’s clock, unless a timestamp authority is named above.',
    'what-the-server-wrote':
      'What the server ({{text}}) witnessed itself: who was present at meetings, who is a director where, which key is whose.',
    'later-entries':
      'What came later: the journal ends here at entry {{version}}, with digest {{digest}}. Compare it with the one that was mailed to you.',
    'names-as-written': 'Whether names are right: they are written as the server knew them. No signatory signed them.',
    'text-history': 'The history of the text, word by word, is not in this file. Its digest is {{digest}}.',
    'who-sealed':
      'Whose the certificate “{{text}}” is: anybody can make one. Compare its fingerprint with the one that the server’s operator publishes: {{digest}}.',
    'who-stamped':
      'Whose the timestamp’s certificate “{{text}}” is: anybody can make one. Compare its fingerprint with the one that the authority publishes: {{digest}}.',
    'no-timestamp': 'When the seal was made: no timestamp authority vouches for it, the server’s clock alone says so.',
    'pages-as-printed':
      'That the printed pages say the text: the server laid them out. The text that was signed is shown here, to compare.',
  },
  words: {
    convention: 'the convention',
    title: 'the title',
    round: 'the round',
    text: 'the text',
    party: 'the partner',
    person: 'the person',
    capacity: 'the capacity',
    delegation: 'the delegation',
    deliberation: 'the deliberation',
    director: 'director of the organisation',
    delegate: 'by recorded delegation',
    copied: 'is backed up on several devices by its maker',
    'may-be-copied': 'may be backed up by its maker',
    'one-device': 'never leaves its device',
    password: 'password',
    'password-and-code': 'password and mailed code',
    'NEG-1': 'NEG-1 (each partner attended, on an earlier day, a meeting that was closed with its minutes)',
    'NEG-5': 'NEG-5 (one text, signed by all)',
    'NEG-6': 'NEG-6 (everyone agrees on each section)',
    'DOC-1': 'DOC-1 (the eight sections are written)',
    'DOC-2': 'DOC-2 (each risk has its fallback, and each partner has acknowledged the register)',
    'DOC-3': 'DOC-3 (each partner says what it brings, what it may expect and for whom)',
    'DOC-4': 'DOC-4 (the population, the territory and the term are stated)',
    'DOC-5': 'DOC-5 (the convention has an end, and isn’t renewed by silence)',
    'DOC-6': 'DOC-6 (anyone can leave the convention, with notice)',
    'DOC-9': 'DOC-9 (the budget is complete and counts hidden costs)',
    'DOC-11': 'DOC-11 (effectiveness, efficiency and impact each have an indicator)',
    'DOC-12': 'DOC-12 (reviews are planned)',
    'APP-1':
      'APP-1 (everyone agrees on each section, and approves in an open meeting, by somebody who may commit their party)',
    'APP-2': 'APP-2 (the text is the one that was approved)',
    'SIG-1': 'SIG-1 (who signs is a director or holds a delegation; a public body has voted)',
    'SIG-2': 'SIG-2 (signing is an act of its own, proved afresh)',
  },
  nobody: 'nobody',
};
