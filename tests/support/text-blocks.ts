/** Short ways to write blocks in tests. */
import type { BlockJson } from '@entente/shared/text/blocks';

export function text(words: string, ...marks: string[]): BlockJson {
  return { type: 'text', text: words, ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}) };
}

export function paragraph(...content: (string | BlockJson)[]): BlockJson {
  return { type: 'paragraph', content: content.map((node) => (typeof node === 'string' ? text(node) : node)) };
}

export function bold(words: string): BlockJson {
  return paragraph(text(words, 'bold'));
}

export function heading(level: 3 | 4 | 5, words: string): BlockJson {
  return { type: 'heading', attrs: { level }, content: [text(words)] };
}
