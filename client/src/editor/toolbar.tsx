import { headingLevels } from '@entente/shared/text/schema';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconKeyboard,
  IconLink,
  IconMessage2Plus,
  IconPrinter,
  IconSearch,
} from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoManager } from 'yjs';
import { useDiscussions } from '../comments/discussions.ts';
import { useConvention } from '../convention/convention-context.ts';
import { lockOf, lockOfText } from '../convention/section-lock.ts';
import { useTextStatus } from '../convention/use-text-status.ts';
import { redoInCells, undoInCells } from '../tables/cell-edits.ts';
import { BlockSelect } from './block-select.tsx';
import { type DeskEditor, useActiveEditor } from './editor-desk.ts';
import { type FormatName, formatNames, formats, keysHere } from './formats.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { TableMenu } from './table-menu.tsx';
import classes from './toolbar.module.css';
import { ToolbarButton } from './toolbar-button.tsx';
import { undoManagerOf } from './undo-managers.ts';
import { useRovingFocus } from './use-roving-focus.ts';

type ToolbarProps = { readonly find: () => void; readonly editLink: () => void; readonly comment: () => void };

/** The one toolbar: it acts on the section in which the person works. */
export function Toolbar({ find, editLink, comment }: ToolbarProps) {
  const { t } = useTranslation('editor');
  const current = useActiveEditor();
  const locked = useReason(current);
  const shown = useShown(current?.editor ?? null);
  const roving = useRovingFocus();
  const [helping, setHelping] = useState(false);
  const { view, text } = useConvention();
  const whole = useTextStatus(text, (status) => lockOfText(view, status));
  return (
    <div
      className={classes.bar}
      role="toolbar"
      aria-label={t('toolbar')}
      aria-orientation="horizontal"
      data-toolbar
      {...roving}
    >
      {whole ? null : <EditingGroups current={current} locked={locked} shown={shown} editLink={editLink} />}
      <div className={classes.group}>
        <CommentButton comment={comment} selected={shown?.selected ?? false} />
      </div>
      <div className={classes.group}>
        <ToolbarButton icon={IconSearch} label={t('find.label')} keys={keysHere('Ctrl+F')} act={find} />
        <ToolbarButton icon={IconPrinter} label={t('print')} keys={keysHere('Ctrl+P')} act={() => window.print()} />
        <ToolbarButton icon={IconKeyboard} label={t('shortcuts.title')} act={() => setHelping(true)} />
      </div>
      <ShortcutsDialog opened={helping} onClose={() => setHelping(false)} />
    </div>
  );
}

type EditingGroupsProps = {
  readonly current: DeskEditor | null;
  readonly locked: string | undefined;
  readonly shown: Shown | null;
  readonly editLink: () => void;
};

/** What changes words; left out where the person may change none of the text, which the page has said already. */
function EditingGroups({ current, locked, shown, editLink }: EditingGroupsProps) {
  const { t } = useTranslation('editor');
  const editor = current?.editor ?? null;
  const reason = locked ?? (current?.inCells ? t('no-format-in-cells') : undefined);
  return (
    <>
      <div className={classes.group}>
        <HistoryButtons current={current} reason={locked} />
      </div>
      <div className={classes.group}>
        <BlockSelect editor={editor} level={shown?.level ?? null} reason={reason} />
      </div>
      <div className={classes.group}>
        {formatNames.map((name) => (
          <ToolbarButton
            key={name}
            icon={formats[name].icon}
            label={t(`format.${name}`)}
            keys={keysHere(formats[name].keys)}
            {...(formats[name].isOn ? { pressed: shown?.on.includes(name) ?? false } : {})}
            reason={reason ?? (shown?.idle.includes(name) ? t('not-here') : undefined)}
            act={() => editor && formats[name].act(editor)}
          />
        ))}
        <ToolbarButton
          icon={IconLink}
          label={t('link.title')}
          keys={keysHere('Ctrl+K')}
          pressed={shown?.link ?? false}
          reason={reason}
          act={editLink}
        />
        <TableMenu editor={editor} reason={reason} />
      </div>
    </>
  );
}

/** Why nothing can be written where the person is; undefined when it can. */
function useReason(current: DeskEditor | null): string | undefined {
  const { t } = useTranslation(['editor', 'convention']);
  const { view, text } = useConvention();
  const lock = useTextStatus(text, (status) => (current ? lockOf(view, status, current.section) : null));
  if (!current) return t('editor:no-section');
  return lock ? t(`convention:lock.${lock}`) : undefined;
}

type Shown = {
  level: number | null;
  on: readonly FormatName[];
  idle: readonly FormatName[];
  link: boolean;
  selected: boolean;
};

function useShown(editor: Editor | null): Shown | null {
  return useEditorState({
    editor,
    selector: ({ editor: one }): Shown | null => {
      if (!one || one.isDestroyed) return null;
      return {
        level: headingLevels.find((level) => one.isActive('heading', { level })) ?? null,
        on: formatNames.filter((name) => formats[name].isOn?.(one)),
        idle: one.isEditable ? formatNames.filter((name) => formats[name].applies?.(one) === false) : [],
        link: one.isActive('link'),
        selected: !one.state.selection.empty,
      };
    },
  });
}

type HistoryButtonsProps = { readonly current: DeskEditor | null; readonly reason: string | undefined };

function HistoryButtons({ current, reason }: HistoryButtonsProps) {
  const { t } = useTranslation('editor');
  const { text } = useConvention();
  const history = current ? undoManagerOf(text.doc, current.section) : null;
  const { undo, redo } = useStacks(history);
  return (
    <>
      <ToolbarButton
        icon={IconArrowBackUp}
        label={t('undo')}
        keys={keysHere('Ctrl+Z')}
        reason={reason ?? (undo ? undefined : t('nothing-to-undo'))}
        act={() => {
          if (current?.inCells) undoInCells(text.doc, current.section);
          else current?.editor.chain().focus().undo().run();
        }}
      />
      <ToolbarButton
        icon={IconArrowForwardUp}
        label={t('redo')}
        keys={keysHere('Ctrl+Y')}
        reason={reason ?? (redo ? undefined : t('nothing-to-redo'))}
        act={() => {
          if (current?.inCells) redoInCells(text.doc, current.section);
          else current?.editor.chain().focus().redo().run();
        }}
      />
    </>
  );
}

/** Whether there is something to undo and to redo, in words and in cells. */
function useStacks(history: UndoManager | null): { readonly undo: boolean; readonly redo: boolean } {
  const subscribe = useCallback(
    (changed: () => void) => {
      const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;
      for (const event of events) history?.on(event, changed);
      return () => {
        for (const event of events) history?.off(event, changed);
      };
    },
    [history],
  );
  const undo = useSyncExternalStore(subscribe, () => history?.canUndo() ?? false);
  const redo = useSyncExternalStore(subscribe, () => history?.canRedo() ?? false);
  return { undo, redo };
}

type CommentButtonProps = { readonly comment: () => void; readonly selected: boolean };

function CommentButton({ comment, selected }: CommentButtonProps) {
  const { t } = useTranslation('comments');
  const { mayComment } = useDiscussions();
  return (
    <ToolbarButton
      icon={IconMessage2Plus}
      label={t('add')}
      keys={keysHere('Ctrl+Alt+M')}
      reason={mayComment ? (selected ? undefined : t('select-first')) : t('reads-only')}
      act={comment}
    />
  );
}
