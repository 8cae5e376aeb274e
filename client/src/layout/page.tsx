import { Container, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from './use-page-title.ts';

type PageProps = {
  readonly title: string;
  readonly intro?: string;
  /** Beside the title: what one most often comes here to do. */
  readonly action?: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg';
  readonly children: ReactNode;
};

/** The frame of an ordinary page: its title, one sentence, its content. */
export function Page({ title, intro, action, size = 'md', children }: PageProps) {
  usePageTitle(title);
  return (
    <Container component="main" id="content" size={size} py={{ base: 'md', sm: 'xl' }}>
      <Stack gap="xl">
        <Group justify="space-between" align="flex-start" gap="md">
          <Stack gap={4} maw={640}>
            <Title order={1}>{title}</Title>
            {intro ? <Text c="var(--ink-quiet)">{intro}</Text> : null}
          </Stack>
          {action}
        </Group>
        {children}
      </Stack>
    </Container>
  );
}
