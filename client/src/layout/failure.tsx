import { Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { failureOf } from '../api/errors.ts';

type FailureProps = {
  /** What was thrown or rejected; nothing means an address that leads nowhere. */
  readonly error?: unknown;
  readonly retry?: () => void;
};

/** A whole page's failure: what happened, what was kept, what to do. */
export function Failure({ error, retry }: FailureProps) {
  const { t } = useTranslation();
  const kind = error === undefined ? 'not-found' : failureOf(error);
  const known = kind === 'not-found' || kind === 'offline' ? kind : 'server';
  return (
    <Container component="main" size="xs" py="xl" id="content">
      <Stack gap="md">
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
