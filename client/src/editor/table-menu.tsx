import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import type { Editor } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { actOnTable, insertTable, inTable, tableActionApplies, tableActionNames } from './table-actions.ts';

type TableMenuProps = { readonly editor: Editor | null; readonly reason: string | undefined };

const sizes = [
  { rows: 3, columns: 2 },
  { rows: 3, columns: 3 },
  { rows: 4, columns: 4 },
  { rows: 6, columns: 5 },
] as const;

/** Inserts a table, or changes the one in which the caret is. */
export function TableMenu({ editor, reason }: TableMenuProps) {
  const { t } = useTranslation('editor');
  const label = t('table.menu');
  if (!editor || reason) {
    return (
      <Tooltip label={reason ?? label} withArrow multiline maw={280} openDelay={350}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`${label}. ${reason ?? ''}`}
          aria-disabled
          data-off
        >
          <IconTable size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <Menu position="bottom-start" width={270} returnFocus={false}>
      <Menu.Target>
        <Tooltip label={label} withArrow openDelay={350}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={label}
            onMouseDown={(event) => event.preventDefault()}
          >
            <IconTable size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {inTable(editor) ? <ChangeTable editor={editor} /> : <InsertTable editor={editor} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function InsertTable({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('editor');
  return (
    <>
      <Menu.Label>{t('table.insert')}</Menu.Label>
      {sizes.map((size) => (
        <Menu.Item key={`${size.rows}-${size.columns}`} onClick={() => insertTable(editor, size)}>
          {t('table.size', size)}
        </Menu.Item>
      ))}
    </>
  );
}

function ChangeTable({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('editor');
  const applicable = tableActionNames.filter((action) => tableActionApplies(editor, action));
  return applicable.map((action) => (
    <Menu.Item
      key={action}
      {...(action === 'deleteTable' ? { c: 'var(--bad)' } : {})}
      onClick={() => actOnTable(editor, action)}
    >
      {t(`table.${action}`)}
    </Menu.Item>
  ));
}
