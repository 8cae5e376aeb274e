import { Anchor, Card, Container, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LanguageSwitch } from '../layout/language-switch.tsx';
import { usePageTitle } from '../layout/use-page-title.ts';

type AuthCardProps = { readonly title: string; readonly intro?: string; readonly children: ReactNode };

/** The frame of the pages that need no account: sober, one thing to do. */
export function AuthCard({ title, intro, children }: AuthCardProps) {
  const { t } = useTranslation(['account', 'common']);
  usePageTitle(title);
  return (
    <Container component="main" id="content" size={440} py={{ base: 'md', sm: 64 }}>
      <Stack gap="lg">
        <Anchor component={Link} to="/" underline="never" c="inherit" ff="heading" fz={28} fw={600}>
          {t('common:entente')}
        </Anchor>
        <Card withBorder padding="lg" radius="md" bg="var(--paper)">
          <Stack gap="md">
            <Title order={1} size="h2">
              {title}
            </Title>
            {intro ? <Text c="var(--ink-quiet)">{intro}</Text> : null}
            {children}
          </Stack>
        </Card>
        <LanguageSwitch />
      </Stack>
    </Container>
  );
}
