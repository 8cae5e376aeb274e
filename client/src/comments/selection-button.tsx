import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMessage2Plus } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeskEditor, useActiveEditor } from '../editor/editor-desk.ts';
import { useDiscussions } from './discussions.ts';
import classes from './selection-button.module.css';

type SelectionButtonProps = { readonly paper: RefObject<HTMLElement | null> };

/** At the paper's edge beside the selected words: begins a discussion about them. The toolbar and a shortcut do the same. */
export function SelectionButton({ paper }: SelectionButtonProps) {
  const { t } = useTranslation('comments');
  const { mayComment, chosen, choose } = useDiscussions();
  const top = useSelectionTop(useActiveEditor(), paper);
  if (!mayComment || chosen || top === null) return null;
  return (
    <Tooltip label={t('add')} withArrow position="left">
      <ActionIcon
        className={classes.button ?? ''}
        style={{ top }}
        size="xl"
        radius="xl"
        variant="default"
        tabIndex={-1}
        aria-label={t('add')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => choose()}
      >
        <IconMessage2Plus size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Pixels from the top of the paper to the selected words; null when no word is selected. */
function useSelectionTop(current: DeskEditor | null, paper: RefObject<HTMLElement | null>): number | null {
  const [top, setTop] = useState<number | null>(null);
  useEffect(() => {
    if (!current) {
      setTop(null);
      return;
    }
    const { editor } = current;
    const look = () => {
      const { from, to, empty } = editor.state.selection;
      const words = !empty && editor.isFocused && editor.state.doc.textBetween(from, to, ' ').trim() !== '';
      const origin = paper.current?.getBoundingClientRect().top ?? 0;
      setTop(words ? editor.view.coordsAtPos(from).top - origin - 8 : null);
    };
    const hide = () => setTop(null);
    editor.on('selectionUpdate', look);
    editor.on('focus', look);
    editor.on('blur', hide);
    return () => {
      editor.off('selectionUpdate', look);
      editor.off('focus', look);
      editor.off('blur', hide);
    };
  }, [current, paper]);
  return top;
}
