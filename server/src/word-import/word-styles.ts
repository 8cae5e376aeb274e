/**
 * What a paragraph's style says that its runs don't: its heading level, through the styles it is based on, whether it
 * is shown bold or in capitals, and the list it numbers.
 */
import { attributeOf, elementIn, elementsIn, isOn, valueIn, wholeNumber } from './word-xml.ts';

export type ListPlace = { readonly list: string | undefined; readonly level: number | undefined };

export type ParagraphStyle = {
  /** 1 to 6. */
  readonly heading: number | undefined;
  readonly isTitle: boolean;
  readonly isContentsEntry: boolean;
  readonly standsOut: boolean;
  readonly list: ListPlace;
};

type StyleXml = { readonly name: string; readonly basedOn: string | undefined; readonly xml: string };

const plainStyle: ParagraphStyle = {
  heading: undefined,
  isTitle: false,
  isContentsEntry: false,
  standsOut: false,
  list: { list: undefined, level: undefined },
};

/** Reads `styles.xml`; the answer gives a style by its identifier. */
export function readStyles(xml: string): (id: string | undefined) => ParagraphStyle {
  const styles = new Map<string, StyleXml>();
  for (const style of elementsIn(xml, 'w:style')) {
    const id = attributeOf(style, 'w:styleId');
    if (id !== undefined)
      styles.set(id, { name: valueIn(style, 'w:name') ?? '', basedOn: valueIn(style, 'w:basedOn'), xml: style });
  }
  const known = new Map<string, ParagraphStyle>();
  return (id) => {
    if (id === undefined) return plainStyle;
    const style = known.get(id) ?? resolve(chainOf(styles, id));
    known.set(id, style);
    return style;
  };
}

/** The style and those it is based on, nearest first; a circle ends where it closes. */
function chainOf(styles: ReadonlyMap<string, StyleXml>, id: string): readonly StyleXml[] {
  const chain: StyleXml[] = [];
  for (let style = styles.get(id); style && !chain.includes(style) && chain.length < 20; ) {
    chain.push(style);
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn);
  }
  return chain;
}

function resolve(chain: readonly StyleXml[]): ParagraphStyle {
  const [own] = chain;
  if (own === undefined) return plainStyle;
  const isContentsEntry = /^(?:toc|table of contents|contents|tm|tdm)\s*(?:\d|heading)/i.test(own.name);
  return {
    heading: isContentsEntry ? undefined : headingOf(chain),
    isTitle: /^(?:title|titre)$/i.test(own.name),
    isContentsEntry,
    standsOut:
      nearest(chain, (style) => isOn(style.xml, 'w:b')) === true ||
      nearest(chain, (style) => isOn(style.xml, 'w:caps')) === true,
    list: {
      list: nearest(chain, (style) => valueIn(elementIn(style.xml, 'w:numPr') ?? '', 'w:numId')),
      level: wholeNumber(nearest(chain, (style) => valueIn(elementIn(style.xml, 'w:numPr') ?? '', 'w:ilvl'))),
    },
  };
}

function nearest<Value>(chain: readonly StyleXml[], read: (style: StyleXml) => Value | undefined): Value | undefined {
  for (const style of chain) {
    const value = read(style);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** By name first (Word, LibreOffice, Google), then by outline level; level 9 is Word's « body text ». */
function headingOf(chain: readonly StyleXml[]): number | undefined {
  return (
    nearest(chain, (style) => {
      const named = /^(?:heading|titre|überschrift)\s*([1-9])$/i.exec(style.name)?.[1];
      if (named !== undefined) return Math.min(6, Number(named));
      const outline = wholeNumber(valueIn(style.xml, 'w:outlineLvl'));
      return outline === undefined ? undefined : outline >= 9 ? 0 : Math.min(6, outline + 1);
    }) || undefined
  );
}
