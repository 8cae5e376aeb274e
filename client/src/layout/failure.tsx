import { Anchor, Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { failureOf } from '../api/errors.ts';
import { usePageTitle } from './use-page-title.ts';

type FailureProps = {
  /** What was thrown or rejected; nothing means an address that leads nowhere. */
  readonly error?: unknown;
  readonly retry?: () => void;
  /** True when a page broke by itself: that the server is silent would be untrue. */
  readonly isDefect?: boolean;
  /** True where no bar above says whose page this is. */
  readonly standsAlone?: boolean;
};

/** A whole page's failure: what happened, what was kept, what to do. */
export function Failure({ error, retry, isDefect = false, standsAlone = false }: FailureProps) {
  const { t } = useTranslation();
  const kind = error === undefined ? 'not-found' : isDefect ? 'server' : failureOf(error);
  const known = kind === 'not-found' || kind === 'offline' ? kind : 'server';
  usePageTitle(t(`failure.${known}-title`));
  return (
    <Container component="main" size="xs" py={standsAlone ? { base: 'md', sm: 64 } : 'xl'} id="content">
      <Stack gap="md">
        {standsAlone ? (
          <Anchor component={Link} to="/" underline="never" c="inherit" ff="heading" fz={28} fw={600}>
            {t('entente')}
          </Anchor>
        ) : null}
        <Title order={1}>{t(`failure.${known}-title`)}</Title>
        <Text>{t(kind === 'too-many' || kind === 'signed-out' ? `failure.${kind}` : `failure.${known}`)}</Text>
        <Group>
          {retry && known !== 'not-found' ? <Button onClick={retry}>{t('failure.retry')}</Button> : null}
          <Button component={Link} to="/" variant="default">
            {t('failure.go-home')}
          </Button>
        </Group>
      </Stack>
    </Container>
  );
}
