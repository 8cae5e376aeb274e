import type { PartId } from '@entente/shared/sections/parts';
import { notifications } from '@mantine/notifications';
import { EditorContent, useEditor } from '@tiptap/react';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, usePlaced } from './editor-desk.ts';
import { pageExtensions } from './page-extensions.ts';
import type { TextSession } from './text-session.ts';
import './text.css';

type SectionEditorProps = {
  readonly session: TextSession;
  readonly section: PartId;
  readonly editable: boolean;
  /** The part's title, for whoever hears the page. */
  readonly label: string;
  /** Identifier of what explains the section: what is expected in it, why it is closed. */
  readonly describedBy: string;
  /** What the seed expects here. */
  readonly placeholder: string;
  readonly language: 'fr' | 'en';
};

/** The text of one part: a section, a core, minutes. A new document (a new session) is a new editor: its `key` is the session's. */
export const SectionEditor = memo(function SectionEditor({
  session,
  section,
  editable,
  label,
  describedBy,
  placeholder,
  language,
}: SectionEditorProps) {
  const { t } = useTranslation(['editor', 'common']);
  const desk = useDesk();
  const picturesLeftOut = useRef(() => {});
  picturesLeftOut.current = () =>
    notifications.show({
      message: t('pictures-left-out'),
      color: 'orange',
      closeButtonProps: { 'aria-label': t('common:close') },
    });
  // Made once: options that change at each drawing would be written into the editor at each drawing, caret and all.
  const editor = useEditor(
    {
      extensions: pageExtensions(session, section, { placeholder, picturesLeftOut: () => picturesLeftOut.current() }),
      editable,
      shouldRerenderOnTransaction: false,
      editorProps: { attributes: attributesOf({ label, describedBy, placeholder, language, editable }) },
      onFocus: () => {
        desk.activate(section);
        session.enterSection(section);
      },
    },
    [session, section, placeholder, desk],
  );
  usePlaced(section, editor);
  useEffect(() => {
    if (editor.isDestroyed) return;
    editor.setOptions({
      editorProps: { attributes: attributesOf({ label, describedBy, placeholder, language, editable }) },
    });
    editor.setEditable(editable, false);
  }, [editor, editable, label, describedBy, placeholder, language]);
  return <EditorContent editor={editor} className="section-text" />;
});

type Described = Pick<SectionEditorProps, 'label' | 'describedBy' | 'placeholder' | 'language' | 'editable'>;

function attributesOf({ label, describedBy, placeholder, language, editable }: Described): Record<string, string> {
  return {
    role: 'textbox',
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-multiline': 'true',
    'aria-readonly': String(!editable),
    lang: language,
    // Shown where there is not even an empty line to show it in.
    'data-placeholder': placeholder,
    // The browser's own dictionary of that language.
    spellcheck: 'true',
    tabindex: '0',
  };
}
