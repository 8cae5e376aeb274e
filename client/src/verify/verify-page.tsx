import { Alert, Anchor, Button, Container, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LanguageSwitch } from '../layout/language-switch.tsx';
import { usePageTitle } from '../layout/use-page-title.ts';
import { FileDrop } from './file-drop.tsx';
import { ReportView } from './report-view.tsx';
import { useVerification, type Verification } from './use-verification.ts';

/** Anybody's page: a signed PDF or an evidence file is verified in the browser. It needs no account, and sends nothing. */
export function VerifyPage() {
  const { t } = useTranslation(['verify', 'common']);
  const { state, verify, stop } = useVerification();
  usePageTitle(t('title'));
  return (
    <Container component="main" id="content" size="md" py={{ base: 'md', sm: 'xl' }}>
      <Stack gap="xl">
        <Anchor component={Link} to="/" underline="never" c="inherit" ff="heading" fz={28} fw={600}>
          {t('common:entente')}
        </Anchor>
        <Stack gap="xs">
          <Title order={1}>{t('title')}</Title>
          <Text maw={640}>{t('intro')}</Text>
          <Text maw={640} c="var(--ink-quiet)">
            {t('nothing-sent')}
          </Text>
        </Stack>
        <FileDrop onFile={(file) => void verify(file)} />
        <Outcome state={state} stop={stop} />
        <LanguageSwitch />
      </Stack>
    </Container>
  );
}

type OutcomeProps = { readonly state: Verification; readonly stop: () => void };

function Outcome({ state, stop }: OutcomeProps) {
  const { t } = useTranslation(['verify', 'common']);
  switch (state.kind) {
    case 'idle':
      return null;
    case 'working':
      return (
        <Group gap="sm" role="status">
          <Loader size="sm" aria-hidden />
          <Text>{t('working', { name: state.name })}</Text>
          <Button variant="default" size="compact-sm" onClick={stop}>
            {t('common:cancel')}
          </Button>
        </Group>
      );
    case 'impossible':
      return (
        <Alert color="red" variant="light" role="alert">
          {t(`impossible.${state.why}`, { name: state.name })}
        </Alert>
      );
    case 'done':
      return <ReportView name={state.name} verified={state.verified} />;
  }
}
