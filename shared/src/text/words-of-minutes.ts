import type { CanonicalNode } from './canonical.ts';

/**
 * The words of minutes as lines that stand alone: mails, the journal's words and print know no lists or tables, so what an item's
 * dash or a table's column said is written out. One line for each paragraph; an empty one stays, and separates paragraphs.
 */
export function linesOfMinutes(nodes: readonly CanonicalNode[]): string {
  return nodes
    .flatMap((node) => linesOf(node))
    .join('\n')
    .trimEnd();
}

function linesOf(node: CanonicalNode): readonly string[] {
  switch (node.type) {
    case 'bulletList':
      return childrenOf(node).flatMap((item) => marked('– ', itemLines(item)));
    case 'orderedList':
      return childrenOf(node).flatMap((item, place) => marked(`${startOf(node) + place}. `, itemLines(item)));
    case 'tableRow':
      return [
        childrenOf(node)
          .map((cell) => itemLines(cell).join(' ').trim())
          .join(' | '),
      ];
    case 'table':
    case 'blockquote':
      return childrenOf(node).flatMap(linesOf);
    default:
      return words(node).split('\n');
  }
}

function itemLines(item: CanonicalNode): readonly string[] {
  return childrenOf(item).flatMap(linesOf);
}

/** The first line bears the mark, the others stand under its words. */
function marked(mark: string, lines: readonly string[]): readonly string[] {
  const under = ' '.repeat(mark.length);
  return lines.length === 0 ? [mark.trimEnd()] : lines.map((line, place) => (place === 0 ? mark : under) + line);
}

function words(node: CanonicalNode): string {
  if (typeof node.text === 'string') return node.text;
  if (node.type === 'hardBreak') return '\n';
  return childrenOf(node).map(words).join('');
}

function startOf(node: CanonicalNode): number {
  const start = 'attrs' in node ? node.attrs?.start : undefined;
  return typeof start === 'number' ? start : 1;
}

function childrenOf(node: CanonicalNode): readonly CanonicalNode[] {
  return ('content' in node ? node.content : undefined) ?? [];
}
