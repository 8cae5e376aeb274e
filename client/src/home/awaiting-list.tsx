import { assertNever } from '@entente/shared/assert-never';
import type { Awaiting } from '@entente/shared/http/views';
import { Anchor, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../i18n/use-formats.ts';

type AwaitingListProps = { readonly awaiting: readonly Awaiting[] };

/** What waits for me, most urgent first; each line leads to where it is done. */
export function AwaitingList({ awaiting }: AwaitingListProps) {
  const { t } = useTranslation('home');
  const formats = useFormats();
  if (awaiting.length === 0) return <Text c="var(--ink-quiet)">{t('nothing-awaits')}</Text>;
  return (
    <List listStyleType="none" spacing="sm">
      {awaiting.map((one) => (
        <List.Item key={JSON.stringify(one)}>
          <Anchor component={Link} to={whereDone(one)} fw={600}>
            {one.kind === 'take-stances'
              ? t('await.take-stances', { count: one.sections.length })
              : one.kind === 'meeting-planned'
                ? t('await.meeting-planned', { at: formats.time(one.plannedFor) })
                : t(`await.${one.kind}`)}
          </Anchor>
          <Text size="sm" c="var(--ink-quiet)">
            {one.title}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

function whereDone(one: Awaiting): string {
  const convention = `/conventions/${one.convention}`;
  switch (one.kind) {
    case 'sign':
      return `${convention}/signature`;
    case 'approve':
    case 'join-meeting':
    case 'meeting-planned':
    case 'invitation-held':
    case 'close-meeting':
      return `${convention}/meetings/${one.meeting}`;
    case 'take-stances':
      return `${convention}#${one.sections[0] ?? ''}`;
    case 'agree-deletion':
      return `${convention}/parties`;
    default:
      return assertNever(one);
  }
}
