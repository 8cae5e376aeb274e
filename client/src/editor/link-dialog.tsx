import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linkAddress } from './formats.ts';

type LinkDialogProps = { readonly editor: Editor; readonly onClose: () => void };

/** Makes a link of the selected words, or changes the one in which the caret is. */
export function LinkDialog({ editor, onClose }: LinkDialogProps) {
  const { t } = useTranslation(['editor', 'common']);
  const existing = String(editor.getAttributes('link').href ?? '');
  const { from, to, empty } = editor.state.selection;
  const asksForWords = empty && existing === '';
  const [address, setAddress] = useState(existing);
  const [words, setWords] = useState(editor.state.doc.textBetween(from, to, ' '));
  const [wrong, setWrong] = useState(false);
  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const submit = () => {
    const href = linkAddress(address);
    if (!href) {
      setWrong(true);
      return;
    }
    if (asksForWords) {
      editor
        .chain()
        .insertContent({
          type: 'text',
          text: words.trim() || address.trim(),
          marks: [{ type: 'link', attrs: { href } }],
        })
        .run();
    } else editor.chain().extendMarkRange('link').setLink({ href }).run();
    close();
    writeOnOutside(editor);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('editor:link.title')}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          <TextInput
            label={t('editor:link.address')}
            description={t('editor:link.help')}
            error={wrong ? t('editor:link.wrong') : undefined}
            value={address}
            data-autofocus
            onChange={(event) => {
              setAddress(event.currentTarget.value);
              setWrong(false);
            }}
          />
          {asksForWords ? (
            <TextInput
              label={t('editor:link.words')}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          ) : null}
          <Group justify="space-between">
            {existing ? <ExistingLink editor={editor} href={existing} onDone={close} /> : <span />}
            <Group gap="xs">
              <Button variant="default" onClick={close}>
                {t('common:cancel')}
              </Button>
              <Button type="submit">{t('editor:link.make')}</Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What is typed after a link is no longer part of it. */
function writeOnOutside(editor: Editor): void {
  const { tr, schema, selection } = editor.state;
  const link = schema.marks.link;
  if (link && selection.empty) editor.view.dispatch(tr.removeStoredMark(link));
}

type ExistingLinkProps = { readonly editor: Editor; readonly href: string; readonly onDone: () => void };

function ExistingLink({ editor, href, onDone }: ExistingLinkProps) {
  const { t } = useTranslation('editor');
  return (
    <Group gap="xs">
      <Button component="a" href={href} target="_blank" rel="noopener noreferrer" variant="subtle" size="compact-sm">
        {t('link.follow')}
      </Button>
      <Button
        variant="subtle"
        c="var(--bad)"
        size="compact-sm"
        onClick={() => {
          editor.chain().extendMarkRange('link').unsetLink().run();
          onDone();
        }}
      >
        {t('link.remove')}
      </Button>
    </Group>
  );
}
