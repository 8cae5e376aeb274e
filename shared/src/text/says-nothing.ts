/**
 * True for words that nobody can read: none, white space, or characters that leave no trace on a page (zero-width ones,
 * controls, fillers) or stand for no letter by themselves (accents over nothing, places for objects, characters of one's own), with
 * which a rule that asks for words could be got round.
 */
export function saysNothing(words: string): boolean {
  return /^[\s\p{Cc}\p{Cf}\p{Co}\p{M}\p{Default_Ignorable_Code_Point}\u2800\ufffc]*$/u.test(words);
}
