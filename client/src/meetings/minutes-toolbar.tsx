import type { MinutesId } from '@entente/shared/sections/parts';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { useAllEditors } from '../editor/editor-desk.ts';
import { type FormatName, formats, keysHere } from '../editor/formats.ts';
import type { TextSession } from '../editor/text-session.ts';
import toolbar from '../editor/toolbar.module.css';
import { ToolbarButton } from '../editor/toolbar-button.tsx';
import { undoManagerOf } from '../editor/undo-managers.ts';
import { useRovingFocus } from '../editor/use-roving-focus.ts';

/** What minutes need: notes taken while people speak. */
const offered = ['bold', 'italic', 'bulletList', 'orderedList'] as const satisfies readonly FormatName[];

type MinutesToolbarProps = { readonly session: TextSession; readonly part: MinutesId };

/** The small toolbar above the minutes. */
export function MinutesToolbar({ session, part }: MinutesToolbarProps) {
  const { t } = useTranslation(['editor', 'meetings']);
  const editor = useAllEditors()[0]?.editor ?? null;
  const on = useFormatsOn(editor);
  const history = undoManagerOf(session.doc, part);
  const stacks = useEditorState({
    editor,
    selector: () => ({ undo: history.canUndo(), redo: history.canRedo() }),
  });
  return (
    <div
      className={toolbar.bar}
      role="toolbar"
      aria-label={t('meetings:minutes.toolbar')}
      aria-orientation="horizontal"
      {...useRovingFocus()}
    >
      <div className={toolbar.group}>
        {offered.map((name) => (
          <ToolbarButton
            key={name}
            icon={formats[name].icon}
            label={t(`editor:format.${name}`)}
            keys={keysHere(formats[name].keys)}
            pressed={on.includes(name)}
            act={() => editor && formats[name].act(editor)}
          />
        ))}
      </div>
      <div className={toolbar.group}>
        <ToolbarButton
          icon={IconArrowBackUp}
          label={t('editor:undo')}
          keys={keysHere('Ctrl+Z')}
          reason={stacks?.undo ? undefined : t('editor:nothing-to-undo')}
          act={() => editor?.chain().focus().undo().run()}
        />
        <ToolbarButton
          icon={IconArrowForwardUp}
          label={t('editor:redo')}
          keys={keysHere('Ctrl+Y')}
          reason={stacks?.redo ? undefined : t('editor:nothing-to-redo')}
          act={() => editor?.chain().focus().redo().run()}
        />
      </div>
    </div>
  );
}

function useFormatsOn(editor: Editor | null): readonly FormatName[] {
  const on = useEditorState({
    editor,
    selector: ({ editor: one }) =>
      one && !one.isDestroyed ? offered.filter((name) => formats[name].isOn?.(one)) : ([] as readonly FormatName[]),
  });
  return on ?? [];
}
