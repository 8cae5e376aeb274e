import type { ConventionSummary } from '@entente/shared/http/views';
import { Anchor, Badge, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { query } from '../api/api.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Failure } from '../layout/failure.tsx';
import { Loading } from '../layout/loading.tsx';
import { Page } from '../layout/page.tsx';
import { Panel } from '../layout/panel.tsx';
import { useMe } from '../session/me.ts';
import { AwaitingList } from './awaiting-list.tsx';
import { PartyLetters } from './party-letters.tsx';

/** What awaits me, then my conventions. */
export function HomePage() {
  const { t } = useTranslation('home');
  const me = useMe();
  const home = useQuery(query.me.home.queryOptions());
  if (home.error) return <Failure error={home.error} retry={() => void home.refetch()} />;
  if (!home.data || !me) return <Loading />;
  if (me.memberships.length === 0) return <NoOrganisation />;
  const mayOpen = me.memberships.some(({ rank }) => rank !== 'practitioner');
  return (
    <Page
      title={t('title')}
      action={
        mayOpen ? (
          <Button component={Link} to="/conventions/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('open-convention')}
          </Button>
        ) : null
      }
    >
      <Panel title={t('awaiting')}>
        <AwaitingList awaiting={home.data.awaiting} />
      </Panel>
      <Panel title={t('conventions')}>
        {home.data.conventions.length === 0 ? <Text c="var(--ink-quiet)">{t('no-convention')}</Text> : null}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {home.data.conventions.map((convention) => (
            <ConventionCard key={convention.id} convention={convention} />
          ))}
        </SimpleGrid>
      </Panel>
    </Page>
  );
}

function ConventionCard({ convention }: { readonly convention: ConventionSummary }) {
  const { t } = useTranslation(['home', 'common']);
  const formats = useFormats();
  return (
    <Stack gap="xs" p="md" style={{ border: '1px solid var(--rule)', borderRadius: 8 }}>
      <Anchor component={Link} to={`/conventions/${convention.id}`} ff="heading" fz="lg" fw={600} lh={1.25}>
        {convention.title}
      </Anchor>
      <Group gap="xs">
        <Badge
          variant="light"
          tt="none"
          {...(convention.stage === 'inForce' ? { c: 'var(--good)', bg: 'var(--good-paper)' } : {})}
        >
          {t(`common:stage.${convention.stage}`)}
        </Badge>
        <Text size="sm" c="var(--ink-quiet)">
          {t('updated', { at: formats.time(convention.updatedAt) })}
        </Text>
      </Group>
      <PartyLetters parties={convention.parties} />
    </Stack>
  );
}

function NoOrganisation() {
  const { t } = useTranslation('home');
  return (
    <Page title={t('welcome')} intro={t('welcome-why')} size="sm">
      <Panel title={t('create-organisation')} intro={t('create-organisation-why')}>
        <Group>
          <Button component={Link} to="/organisations/new">
            {t('create-organisation')}
          </Button>
        </Group>
      </Panel>
      <Panel title={t('join-organisation')} intro={t('join-organisation-why')}>
        {null}
      </Panel>
    </Page>
  );
}
