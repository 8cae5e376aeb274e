import type { Meeting } from '@entente/shared/negotiation/state';
import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';

/** Who went on all the same, and when: it is in the journal. */
export function AcknowledgedAdvice({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const person = usePersonName();
  if (meeting.acknowledged.length === 0) return null;
  return (
    <List size="sm">
      {meeting.acknowledged.map(({ advice, by, at }) => (
        <List.Item key={`${advice} ${at}`}>
          <Text span inherit c="var(--ink-quiet)">
            {t(`advice.acknowledged.${advice}`, { name: person(by), time: formats.time(at, timeZone) })}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
