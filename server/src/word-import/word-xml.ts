/**
 * Small readings of Word's XML as text. Word's files are written by programs, without document types (refused before)
 * and with the usual `w:` prefix; where a file does otherwise, these find nothing and the reading goes on without what
 * they would have added.
 */

/** The elements of this name that don't hold one another, whole. */
export function elementsIn(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<${name}(?:\\s[^>]*?)?(?:/>|>[\\s\\S]*?</${name}>)`, 'g')) ?? [];
}

/** The first element of this name, whole. */
export function elementIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}(?:\\s[^>]*?)?(?:/>|>[\\s\\S]*?</${name}>)`).exec(xml)?.[0];
}

/** An attribute of the outermost element of a piece of XML. */
export function attributeOf(xml: string, name: string): string | undefined {
  const start = /^<[^>]*>/.exec(xml)?.[0] ?? '';
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(start);
  return found ? decodeEntities(found[1] ?? found[2] ?? '') : undefined;
}

/** The `w:val` of the first element of this name: how Word says most things. */
export function valueIn(xml: string, name: string): string | undefined {
  const element = new RegExp(`<${name}(?:\\s[^>]*)?/?>`).exec(xml)?.[0];
  return element === undefined ? undefined : attributeOf(element, 'w:val');
}

/** A property that is on when its element is there, unless it says otherwise. */
export function isOn(xml: string, name: string): boolean | undefined {
  const element = new RegExp(`<${name}(?:\\s[^>]*)?/?>`).exec(xml)?.[0];
  if (element === undefined) return undefined;
  const value = attributeOf(element, 'w:val');
  return value !== '0' && value !== 'false' && value !== 'off' && value !== 'none';
}

/** A whole number, or `undefined`. */
export function wholeNumber(written: string | undefined): number | undefined {
  return written !== undefined && /^-?\d{1,9}$/.test(written) ? Number(written) : undefined;
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and numeric ones. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return namedEntities[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Text made safe for an attribute's value. */
export function encodeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
