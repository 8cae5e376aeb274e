import { partyOf } from '@entente/shared/negotiation/permissions';
import type { Meeting } from '@entente/shared/negotiation/state';
import { Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';

type LogTimeProps = { readonly meeting: Meeting };

/** My own time beside the meeting itself: before it, and once it has been held what followed it. */
export function LogTime({ meeting }: LogTimeProps) {
  const { view } = useConvention();
  if (!partyOf(view.state, view.me.person) || meeting.status === 'cancelled') return null;
  const held = meeting.status !== 'planned';
  return (
    <Stack gap="sm">
      <LogOne meeting={meeting} kind="preparation" />
      {held ? <LogOne meeting={meeting} kind="followUp" /> : null}
    </Stack>
  );
}

type LogOneProps = LogTimeProps & { readonly kind: 'preparation' | 'followUp' };

function LogOne({ meeting, kind }: LogOneProps) {
  const { t } = useTranslation('meetings');
  const { view, whyNot } = useConvention();
  const command = useCommand();
  const said = meeting.time.find((one) => one.person === view.me.person && one.kind === kind)?.minutes ?? 0;
  const [typed, setTyped] = useState<number | string>(said === 0 ? '' : said);
  const minutes = typed === '' ? 0 : typed;
  const valid = typeof minutes === 'number' && Number.isInteger(minutes) && minutes >= 0 && minutes <= 100_000;
  const log = { type: 'logTime', meeting: meeting.id, kind, minutes: valid ? minutes : 0 } as const;
  const changed = valid && minutes !== said;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) void command.run(log);
      }}
    >
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={t(`time.my-${kind}`)}
          value={typed}
          onChange={setTyped}
          min={0}
          max={100_000}
          step={15}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          w={280}
          maw="100%"
        />
        <LockedButton
          refusal={whyNot({ ...log, minutes: changed ? log.minutes : said + 1 })}
          variant="default"
          loading={command.running}
          onClick={() => {
            if (changed) void command.run(log);
          }}
        >
          {t('time.log')}
        </LockedButton>
        <Text size="sm" c="var(--good)" role="status">
          {said > 0 && !changed ? (
            <>
              <IconCheck size={14} aria-hidden /> {t('time.logged')}
            </>
          ) : null}
        </Text>
      </Group>
      <FailureNote error={command.failure} />
    </form>
  );
}
