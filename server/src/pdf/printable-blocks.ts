/**
 * From the canonical text of a section to the blocks that the template prints. Whatever the text holds (merges can leave a
 * list without items or a cell without a row), every word of it is printed, and no structure is deep enough to stop Typst.
 */
import { type CanonicalNode, isBlank } from '@entente/shared/text/canonical';
import { type Inline, type InlinePrinting, printableInline } from './printable-inline.ts';
import { childrenOf, contentOfCell, printableTable, rowsOf, type TableBlock } from './printable-table.ts';

export type Block =
  | { readonly kind: 'paragraph'; readonly words: readonly Inline[] }
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'heading' /** 1 to 3, under the section's own title. */;
      readonly level: number;
      readonly words: readonly Inline[];
    }
  | {
      readonly kind: 'bullets' /** From 1: chooses the bullet. */;
      readonly depth: number;
      readonly items: readonly (readonly Block[])[];
    }
  | {
      readonly kind: 'numbers';
      readonly start: number;
      /** Typst's pattern: `1.`, `a.`, `A.`, `i.` or `I.` */
      readonly pattern: string;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'terms';
      readonly items: readonly { readonly label: readonly Inline[]; readonly words: readonly Inline[] }[];
    }
  | TableBlock;

type Place = InlinePrinting & { readonly depth: number; readonly tables: number; readonly lists: number };

/** Deeper lists, quotes and tables are printed at this depth, one after the other: Typst has a limit, and so has paper. */
const deepest = 8;
const deepestTable = 2;

export function printableBlocks(nodes: readonly CanonicalNode[], printing: InlinePrinting): readonly Block[] {
  return withoutOuterBlanks(blocksOf(nodes, { ...printing, depth: 0, tables: 0, lists: 0 }));
}

function blocksOf(nodes: readonly CanonicalNode[], place: Place): readonly Block[] {
  const blocks: Block[] = [];
  let loose: CanonicalNode[] = [];
  const endLoose = () => {
    if (loose.length > 0) blocks.push(paragraph(loose, place));
    loose = [];
  };
  for (const node of nodes) {
    if (node.type === 'text' || node.type === 'hardBreak') loose.push(node);
    else {
      endLoose();
      blocks.push(...blockOf(node, place));
    }
  }
  endLoose();
  return blocks;
}

function blockOf(node: CanonicalNode, place: Place): readonly Block[] {
  const inside: Place = { ...place, depth: place.depth + 1 };
  switch (node.type) {
    case 'paragraph':
      return [paragraph(childrenOf(node), place)];
    case 'heading':
      return [heading(node, place)];
    case 'bulletList':
    case 'orderedList':
      return place.depth >= deepest ? blocksOf(childrenOf(node), inside) : listOf(node, inside);
    case 'blockquote': {
      const blocks = blocksOf(childrenOf(node), inside);
      return place.depth >= deepest || blocks.length === 0 ? blocks : [{ kind: 'quote', blocks }];
    }
    case 'table':
      return tableOf(node, { ...inside, tables: place.tables + 1 });
    default:
      return blocksOf(childrenOf(node), place);
  }
}

function paragraph(content: readonly CanonicalNode[], place: Place): Block {
  if (isBlank(content)) return { kind: 'blank' };
  return { kind: 'paragraph', words: printableInline(content, place) };
}

/** Levels 3, 4 and 5 of the page are 1, 2 and 3 under a section's title. */
function heading(node: CanonicalNode, place: Place): Block {
  const level = Number(('attrs' in node ? node.attrs?.level : undefined) ?? 3) - 2;
  if (isBlank(childrenOf(node))) return { kind: 'blank' };
  return {
    kind: 'heading',
    level: Math.min(3, Math.max(1, Math.trunc(level) || 1)),
    words: printableInline(childrenOf(node), place),
  };
}

function listOf(node: CanonicalNode, inside: Place): readonly Block[] {
  const items = childrenOf(node).map((item) =>
    withoutOuterBlanks(
      blocksOf(item.type === 'listItem' ? childrenOf(item) : [item], { ...inside, lists: inside.lists + 1 }),
    ),
  );
  if (items.length === 0) return [];
  const attrs = 'attrs' in node ? node.attrs : undefined;
  if (node.type === 'bulletList') return [{ kind: 'bullets', depth: inside.lists + 1, items }];
  const start = startOf(attrs?.start);
  return [{ kind: 'numbers', start, pattern: patternOf(attrs?.type, start, items.length), items }];
}

function startOf(start: unknown): number {
  const wished = Math.trunc(Number(start ?? 1));
  return Number.isFinite(wished) ? Math.min(99_999, Math.max(0, wished)) : 1;
}

/** Roman numerals end at 3999 and neither they nor letters have a zero: figures then. */
function patternOf(type: unknown, start: number, length: number): string {
  const isKnown = type === 'a' || type === 'A' || type === 'i' || type === 'I';
  return isKnown && start > 0 && start + length < 4000 ? `${type}.` : '1.';
}

/** A table too wide or too deep for the page is printed as a list, a row an item: no word is lost. */
function tableOf(node: CanonicalNode, inside: Place): readonly Block[] {
  const cellBlocks = (content: readonly CanonicalNode[]) => withoutOuterBlanks(blocksOf(content, inside));
  const table = inside.tables > deepestTable || inside.depth > deepest ? undefined : printableTable(node, cellBlocks);
  if (table !== undefined) return [table];
  const rows = rowsOf(node).map((row) => row.flatMap((cell) => cellBlocks(contentOfCell(cell))));
  const items = rows.filter((blocks) => blocks.length > 0);
  if (items.length === 0 || inside.depth > deepest) return items.flat();
  return [{ kind: 'bullets', depth: inside.lists + 1, items }];
}

/** Empty lines at the edges are no text; several in a row are one. */
function withoutOuterBlanks(blocks: readonly Block[]): readonly Block[] {
  const isText = (block: Block) => block.kind !== 'blank';
  const inner = blocks.slice(Math.max(0, blocks.findIndex(isText)), blocks.findLastIndex(isText) + 1);
  return inner.filter((block, index) => isText(block) || isText(inner[index - 1] ?? block));
}
