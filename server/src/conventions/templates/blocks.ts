/** The few shapes that templates are written with. */
import type { BlockJson } from '../conventions.ts';

const words = (text: string) => (text === '' ? [] : [{ type: 'text', text }]);

export function paragraph(text: string): BlockJson {
  return { type: 'paragraph', content: words(text) };
}

export function heading(text: string): BlockJson {
  return { type: 'heading', attrs: { level: 3 }, content: words(text) };
}

export function list(...items: readonly string[]): BlockJson {
  return { type: 'bulletList', content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })) };
}

/** A table whose first row is its heading. */
export function table(...rows: readonly (readonly string[])[]): BlockJson {
  const row = (cells: readonly string[], type: 'tableHeader' | 'tableCell') => ({
    type: 'tableRow',
    content: cells.map((cell) => ({ type, content: [paragraph(cell)] })),
  });
  return { type: 'table', content: rows.map((cells, index) => row(cells, index === 0 ? 'tableHeader' : 'tableCell')) };
}
