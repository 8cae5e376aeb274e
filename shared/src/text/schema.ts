/**
 * The one schema of a section's text, used by the page's editors, the Word import, the exports and admission.
 *
 * Content expressions accept every merge (`*`, no mandatory first paragraph): two valid concurrent deletions can leave
 * what a strict schema forbids, and an editor binding then deletes the rest for everyone.
 */
import { type AnyExtension, getSchema, Mark } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { Link } from '@tiptap/extension-link';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import type { Schema } from '@tiptap/pm/model';

/** Changes whenever a node, mark or attribute is added, renamed or removed; a page with another number must reload. */
export const schemaVersion = 1;

/** Heading levels inside a section; the section's own title is level 2 of the page. */
export const headingLevels = [3, 4, 5] as const;

/** Protocols that a link may have; anything else is dropped on paste and refused on the wire. */
export const linkProtocols = ['http', 'https', 'mailto', 'tel'] as const;

/** True for an absolute address with one of {@link linkProtocols}. */
export function isLinkAllowed(href: string): boolean {
  const protocol = /^([a-z][a-z0-9+.-]*):/i.exec(href.trim())?.[1]?.toLowerCase();
  return protocol !== undefined && linkProtocols.some((allowed) => allowed === protocol);
}

/**
 * The anchor of a comment thread. Only the server writes it; digests, redlines and exports ignore it.
 * Overlapping threads are kept apart by the binding (`excludes: ''`).
 */
export const CommentMark = Mark.create({
  name: 'comment',
  excludes: '',
  inclusive: false,
  addAttributes() {
    return { thread: { default: null, parseHTML: () => null } };
  },
  renderHTML({ mark }) {
    return ['span', { class: 'comment-anchor', 'data-thread': String(mark.attrs.thread) }, 0];
  },
});

/**
 * A link shows as a link and opens as ours do: a class, a target or a relation that came with the words could lay it over
 * the page, or hand the page to where it leads (F-48).
 */
const SafeLink = Link.extend({
  renderHTML({ HTMLAttributes: { href, title } }) {
    const shown = typeof href === 'string' && isLinkAllowed(href) ? { href } : {};
    const named = typeof title === 'string' ? { title } : {};
    return ['a', { ...shown, ...named, ...this.options.HTMLAttributes }, 0];
  },
});

/** The extensions that make the schema. The page replaces or extends them for behaviour, never for structure. */
export const textExtensions: readonly AnyExtension[] = [
  Document.extend({ content: 'block*' }),
  Paragraph,
  Text,
  Heading.configure({ levels: [...headingLevels] }),
  BulletList.extend({ content: 'listItem*' }),
  OrderedList.extend({ content: 'listItem*' }),
  ListItem.extend({ content: 'block*' }),
  Blockquote.extend({ content: 'block*' }),
  HardBreak,
  Table.extend({ content: 'tableRow*' }).configure({ resizable: false }),
  TableRow.extend({ content: '(tableCell | tableHeader)*' }),
  TableCell.extend({ content: 'block*' }),
  TableHeader.extend({ content: 'block*' }),
  Bold,
  Italic,
  Underline,
  Strike,
  SafeLink.configure({
    openOnClick: false,
    autolink: true,
    protocols: [...linkProtocols],
    isAllowedUri: (href) => isLinkAllowed(href),
    HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
  }),
  CommentMark,
];

/** The ProseMirror schema of a section's text. */
export const textSchema: Schema = getSchema([...textExtensions]);
