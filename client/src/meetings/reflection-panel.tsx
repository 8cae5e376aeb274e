import { Group, List, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';

/** NEG-1: how many days pass between meeting and approving, what each party wishes, and my party's wish. */
export function ReflectionPanel() {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  const name = useOrganisationName();
  const { days, wishes } = state.reflection;
  return (
    <Panel title={t('reflection.title')} intro={t('reflection.intro')}>
      <Text fw={600}>{t('reflection.now', { count: days })}</Text>
      {state.stage === 'negotiating' ? (
        <>
          <List size="sm">
            {state.parties.map(({ organisation }) => {
              const wish = wishes[organisation];
              const party = name(organisation);
              return (
                <List.Item key={organisation}>
                  {wish === undefined
                    ? t('reflection.no-wish', { party })
                    : t('reflection.wish', { count: wish, party })}
                </List.Item>
              );
            })}
          </List>
          <Wish />
        </>
      ) : null}
    </Panel>
  );
}

function Wish() {
  const { t } = useTranslation('meetings');
  const { view, whyNot } = useConvention();
  const { reflection, parties } = view.state;
  const command = useCommand();
  const [days, setDays] = useState<number | string>(
    () => reflection.wishes[view.me.organisation] ?? reflection.days + 1,
  );
  if (!parties.some(({ organisation }) => organisation === view.me.organisation)) return null;
  const wanted = typeof days === 'number' ? days : Number.NaN;
  const valid = Number.isInteger(wanted) && wanted >= 1 && wanted <= 365;
  return (
    <>
      <Text size="sm">{t('reflection.how')}</Text>
      <Group align="flex-end">
        <NumberInput
          label={t('reflection.days')}
          value={days}
          onChange={setDays}
          min={1}
          max={365}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          error={valid ? undefined : t('reflection.days-wrong')}
          w={260}
        />
        <LockedButton
          refusal={valid ? whyNot({ type: 'agreeReflectionDelay', days: wanted }) : undefined}
          variant="default"
          loading={command.running}
          onClick={() => {
            if (valid) void command.run({ type: 'agreeReflectionDelay', days: wanted });
          }}
        >
          {t('reflection.propose')}
        </LockedButton>
      </Group>
      <FailureNote error={command.failure} />
    </>
  );
}
