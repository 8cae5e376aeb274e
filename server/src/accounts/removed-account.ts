/**
 * A deleted account leaves a row without a name, so that its opaque identifier in journals stays a valid one. Its address is
 * replaced by one in `.invalid`, which no mail can reach and nobody can sign up with.
 */
const suffix = '@removed.invalid';

export function addressOfRemovedAccount(person: string): string {
  return `${person}${suffix}`;
}

export function isRemovedAccount(email: string): boolean {
  return email.endsWith(suffix);
}
