import { Modal, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { keysHere } from './formats.ts';

/** What the keyboard does, in the order in which people look for it. */
const shortcuts = [
  ['bold', 'Ctrl+B'],
  ['italic', 'Ctrl+I'],
  ['underline', 'Ctrl+U'],
  ['strike', 'Ctrl+Shift+S'],
  ['link', 'Ctrl+K'],
  ['comment', 'Ctrl+Alt+M'],
  ['undo', 'Ctrl+Z'],
  ['redo', 'Ctrl+Y'],
  ['paragraph', 'Ctrl+Alt+0'],
  ['titles', 'Ctrl+Alt+3 / 4 / 5'],
  ['bulletList', 'Ctrl+Shift+8'],
  ['orderedList', 'Ctrl+Shift+7'],
  ['blockquote', 'Ctrl+Shift+B'],
  ['indent', 'Tab'],
  ['outdent', 'Shift+Tab'],
  ['lineBreak', 'Shift+Enter'],
  ['find', 'Ctrl+F'],
  ['findNext', 'Enter / Shift+Enter'],
  ['plainPaste', 'Ctrl+Shift+V'],
  ['toolbar', 'Alt+F10'],
  ['leave', 'Esc, Tab'],
] as const;

type ShortcutsDialogProps = { readonly opened: boolean; readonly onClose: () => void };

/** The shortcuts of the text, in a table. */
export function ShortcutsDialog({ opened, onClose }: ShortcutsDialogProps) {
  const { t } = useTranslation(['editor', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('editor:shortcuts.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Text size="sm" mb="sm">
        {t('editor:shortcuts.intro')}
      </Text>
      <Table withRowBorders verticalSpacing={6}>
        <Table.Tbody>
          {shortcuts.map(([name, keys]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {t(`editor:shortcuts.${name}`)}
              </Table.Th>
              <Table.Td>
                <kbd className="keys">{keysHere(keys)}</kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
