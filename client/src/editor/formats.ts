/** What the toolbar can do to the words in hand: each command says whether it is on, whether it would do anything, and does it. */
import { linkProtocols } from '@entente/shared/text/schema';
import {
  type Icon,
  IconBlockquote,
  IconBold,
  IconIndentDecrease,
  IconIndentIncrease,
  IconItalic,
  IconList,
  IconListNumbers,
  IconStrikethrough,
  IconUnderline,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/react';

export const formatNames = [
  'bold',
  'italic',
  'underline',
  'strike',
  'bulletList',
  'orderedList',
  'outdent',
  'indent',
  'blockquote',
] as const;
export type FormatName = (typeof formatNames)[number];

export type Format = {
  readonly icon: Icon;
  /** Keys, as `Ctrl+B`; the Mac's are worked out when shown. */
  readonly keys: string;
  /** Absent: it is never "on". */
  readonly isOn?: (editor: Editor) => boolean;
  /** Whether it would change anything here; absent: it does wherever one may write. Asked at each change, so kept cheap. */
  readonly applies?: (editor: Editor) => boolean;
  readonly act: (editor: Editor) => void;
};

export const formats: Readonly<Record<FormatName, Format>> = {
  bold: mark('bold', IconBold, 'Ctrl+B'),
  italic: mark('italic', IconItalic, 'Ctrl+I'),
  underline: mark('underline', IconUnderline, 'Ctrl+U'),
  strike: mark('strike', IconStrikethrough, 'Ctrl+Shift+S'),
  bulletList: {
    icon: IconList,
    keys: 'Ctrl+Shift+8',
    isOn: (editor) => editor.isActive('bulletList'),
    act: (editor) => void editor.chain().focus().toggleBulletList().run(),
  },
  orderedList: {
    icon: IconListNumbers,
    keys: 'Ctrl+Shift+7',
    isOn: (editor) => editor.isActive('orderedList'),
    act: (editor) => void editor.chain().focus().toggleOrderedList().run(),
  },
  outdent: {
    icon: IconIndentDecrease,
    keys: 'Shift+Tab',
    applies: (editor) => editor.can().liftListItem('listItem'),
    act: (editor) => void editor.chain().focus().liftListItem('listItem').run(),
  },
  indent: {
    icon: IconIndentIncrease,
    keys: 'Tab',
    applies: (editor) => editor.can().sinkListItem('listItem'),
    act: (editor) => void editor.chain().focus().sinkListItem('listItem').run(),
  },
  blockquote: {
    icon: IconBlockquote,
    keys: 'Ctrl+Shift+B',
    isOn: (editor) => editor.isActive('blockquote'),
    act: (editor) => void editor.chain().focus().toggleBlockquote().run(),
  },
};

function mark(name: 'bold' | 'italic' | 'underline' | 'strike', icon: Icon, keys: string): Format {
  return {
    icon,
    keys,
    isOn: (editor) => editor.isActive(name),
    act: (editor) => void editor.chain().focus().toggleMark(name).run(),
  };
}

/** `Ctrl+B` as this machine's keyboard says it. */
export function keysHere(keys: string): string {
  if (!/Mac|iPhone|iPad/.test(navigator.userAgent)) return keys;
  return keys.replace('Ctrl', '⌘').replace('Alt', '⌥').replace('Shift', '⇧').replaceAll('+', ' ');
}

/** An address that may be a link, completed where people leave out what goes without saying; undefined when it may not. */
export function linkAddress(typed: string): string | undefined {
  const address = typed.trim();
  if (address === '' || /\s/.test(address)) return undefined;
  const protocol = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (protocol && linkProtocols.some((allowed) => allowed === protocol)) return address;
  if (protocol && !/^[^/]+:\d+(\/|$)/.test(address)) return undefined;
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(address)) return `mailto:${address}`;
  return /^[^/]+\.[^/]+/.test(address) ? `https://${address}` : undefined;
}
