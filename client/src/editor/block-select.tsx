import { headingLevels } from '@entente/shared/text/schema';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { Editor } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { keysHere } from './formats.ts';

type BlockSelectProps = {
  readonly editor: Editor | null;
  readonly level: number | null;
  readonly reason: string | undefined;
};

/** Paragraph, or one of the titles that a section may have inside it. */
export function BlockSelect({ editor, level, reason }: BlockSelectProps) {
  const { t } = useTranslation('editor');
  const current = level === null ? t('block.paragraph') : t('block.title', { level: level - 2 });
  const target = (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      miw={118}
      justify="space-between"
      rightSection={<IconChevronDown size={14} aria-hidden />}
      aria-label={reason ? `${t('block.label')}. ${reason}` : t('block.is', { block: current })}
      aria-disabled={reason ? true : undefined}
      data-off={reason ? true : undefined}
      title={reason}
      onMouseDown={(event) => event.preventDefault()}
    >
      {current}
    </Button>
  );
  if (!editor || reason) return target;
  return (
    <Menu position="bottom-start" width={220} returnFocus={false}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          rightSection={<Keys keys="Ctrl+Alt+0" />}
          onClick={() => editor.chain().focus().setParagraph().run()}
        >
          {t('block.paragraph')}
        </Menu.Item>
        {headingLevels.map((heading) => (
          <Menu.Item
            key={heading}
            rightSection={<Keys keys={`Ctrl+Alt+${heading}`} />}
            onClick={() => editor.chain().focus().setHeading({ level: heading }).run()}
          >
            {t('block.title', { level: heading - 2 })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Keys({ keys }: { readonly keys: string }) {
  return <kbd className="keys">{keysHere(keys)}</kbd>;
}
