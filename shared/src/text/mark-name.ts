/** The binding names a mark that may overlap itself `name--hash`; the hash is no part of the mark. */
export function markName(attributeKey: string): string {
  return attributeKey.replace(/--[A-Za-z0-9+/=]{8}$/, '');
}
