import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { type DeskEditor, useAllEditors } from './editor-desk.ts';
import classes from './find-bar.module.css';
import { type FoundWords, findWords } from './find-words.ts';
import { highlight } from './highlights.ts';

type Match = FoundWords & { readonly at: DeskEditor; readonly place: number };

type FindBarProps = { readonly onClose: () => void };

/** Looks for words in the whole convention: how many, the next, the one before, all of them painted. */
export function FindBar({ onClose }: FindBarProps) {
  const { t } = useTranslation(['editor', 'common']);
  const editors = useAllEditors();
  // Worked out again when words change: the facts of the text do.
  useConvention();
  const [words, setWords] = useState('');
  const [current, setCurrent] = useState(0);
  const matches = editors.flatMap((at): Match[] =>
    at.editor.isDestroyed ? [] : findWords(at.editor.state.doc, words).map((found, place) => ({ ...found, at, place })),
  );
  const here = matches[Math.min(current, matches.length - 1)];
  const [section, place] = [here?.at.section, here?.place ?? null];
  useEffect(() => {
    for (const { editor, section: own } of editors) {
      highlight(editor.view, { find: words ? { words, current: own === section ? place : null } : null });
    }
  }, [editors, words, section, place]);
  useEffect(
    () => () => {
      for (const { editor } of editors) if (!editor.isDestroyed) highlight(editor.view, { find: null });
    },
    [editors],
  );
  // Words being typed show their first match at once, as browsers do.
  const first = useRef<Match | undefined>(undefined);
  first.current = matches[0];
  useEffect(() => {
    if (words) show(first.current);
  }, [words]);
  const go = (step: number) => {
    if (matches.length === 0) return;
    const next = (Math.min(current, matches.length - 1) + step + matches.length) % matches.length;
    setCurrent(next);
    show(matches[next]);
  };
  const close = () => {
    onClose();
    if (!here) return;
    const { commands, view } = here.at.editor;
    commands.setTextSelection({ from: here.from, to: here.to });
    // A closed section takes the focus too: its words can be read, copied and commented.
    view.dom.focus({ preventScroll: true });
  };
  return (
    <search className={classes.bar} aria-label={t('editor:find.label')}>
      <TextInput
        className={classes.words ?? ''}
        size="sm"
        autoFocus
        aria-label={t('editor:find.label')}
        placeholder={t('editor:find.placeholder')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setCurrent(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            go(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            close();
          }
        }}
      />
      <output className={classes.count} aria-live="polite">
        {words === ''
          ? ''
          : matches.length === 0
            ? t('editor:find.none')
            : t('editor:find.count', { current: Math.min(current, matches.length - 1) + 1, count: matches.length })}
      </output>
      <ActionIcon variant="subtle" size="lg" aria-label={t('editor:find.previous')} onClick={() => go(-1)}>
        <IconChevronUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" size="lg" aria-label={t('editor:find.next')} onClick={() => go(1)}>
        <IconChevronDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" size="lg" aria-label={t('common:close')} onClick={close}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </search>
  );
}

function elementOf(match: Match): Element | null {
  const { node } = match.at.editor.view.domAtPos(match.from + 1);
  return node instanceof Element ? node : node.parentElement;
}

function show(match: Match | undefined): void {
  if (!match) return;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  elementOf(match)?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}
