import type { Party } from '@entente/shared/negotiation/state';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from './locked-button.tsx';
import { useCommand } from './use-command.ts';

/** Whether my organisation wants to carry the project: who doesn't had better not host the first meeting (NEG-4). */
export function LeadWish({ party }: { readonly party: Party }) {
  const { t } = useTranslation('negotiation');
  const { whyNot } = useConvention();
  const command = useCommand();
  const question = useId();
  return (
    <Stack gap="xs">
      <Text id={question} fw={600}>
        {t('lead.question')}
      </Text>
      <Text size="sm" c="var(--ink-quiet)">
        {t('lead.why')}
      </Text>
      <Group gap="xs" role="group" aria-labelledby={question}>
        {[true, false].map((wants) => {
          const label = t(wants ? 'lead.yes' : 'lead.no');
          const wish = { type: 'stateLeadWish', wants } as const;
          if (party.wantsLead === wants) {
            return (
              <Button key={label} size="compact-md" variant="light" aria-pressed>
                {label}
              </Button>
            );
          }
          return (
            <LockedButton
              key={label}
              size="compact-md"
              variant="default"
              refusal={whyNot(wish)}
              loading={command.running}
              onClick={() => void command.run(wish)}
            >
              {label}
            </LockedButton>
          );
        })}
      </Group>
      <FailureNote error={command.failure} />
    </Stack>
  );
}
