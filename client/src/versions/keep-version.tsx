import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';

/** Keeps the text of this moment by hand, with a label or without. */
export function KeepVersion() {
  const { t } = useTranslation('versions');
  const { whyNot } = useConvention();
  const command = useCommand();
  const [label, setLabel] = useState('');
  const keep = { type: 'keepVersion', label: label.trim() } as const;
  const refusal = whyNot(keep);
  const run = async () => {
    if (await command.run(keep)) setLabel('');
  };
  return (
    <Panel title={t('keep.title')} intro={t('keep.intro')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!refusal) void run();
        }}
      >
        <Group align="flex-end">
          <TextInput
            label={t('keep.label')}
            description={t('keep.label-why')}
            maxLength={300}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            style={{ flex: '1 1 16rem' }}
          />
          <LockedButton refusal={refusal} loading={command.running} onClick={() => void run()}>
            {t('keep.button')}
          </LockedButton>
        </Group>
      </form>
      <FailureNote error={command.failure} />
    </Panel>
  );
}
