/** Words that sound French and mean nothing, as often as words are used: a few very often, most rarely. */
const beginnings = [
  '',
  'b',
  'bl',
  'c',
  'ch',
  'cr',
  'd',
  'f',
  'g',
  'j',
  'l',
  'm',
  'n',
  'p',
  'pr',
  'qu',
  'r',
  's',
  't',
  'tr',
  'v',
];
const middles = ['a', 'ai', 'an', 'au', 'e', 'é', 'è', 'en', 'eu', 'i', 'in', 'o', 'oi', 'on', 'ou', 'u'];
const ends = ['', '', '', 'l', 'm', 'n', 'r', 's', 't', 'tion', 'ment', 'x'];
const size = 6_000;

export class Vocabulary {
  readonly #chance: () => number;
  readonly #words: readonly string[];

  constructor(chance: () => number) {
    this.#chance = chance;
    this.#words = Array.from({ length: size }, (_, rank) => this.#invent(1 + Math.floor(Math.log10(rank + 1) * 0.8)));
  }

  word(): string {
    // The rank of a word is about inversely proportional to how often it is used.
    return this.#words[Math.floor(size ** this.#chance()) - 1] ?? '';
  }

  /** So many words, with a full stop and a space after them. */
  sentence(words: number): string {
    const said = Array.from({ length: words }, () => this.word()).join(' ');
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}. `;
  }

  #invent(syllables: number): string {
    const pick = (parts: readonly string[]) => parts[Math.floor(this.#chance() * parts.length)] ?? '';
    const stem = Array.from({ length: syllables }, () => pick(beginnings) + pick(middles)).join('');
    return stem + pick(ends);
  }
}
