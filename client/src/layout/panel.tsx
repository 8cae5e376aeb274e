import { Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type PanelProps = { readonly title: string; readonly intro?: string | undefined; readonly children: ReactNode };

/** One thing on a page, on paper. */
export function Panel({ title, intro, children }: PanelProps) {
  return (
    <Card component="section" withBorder bg="var(--paper)" padding="lg">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2} size="h3">
            {title}
          </Title>
          {intro ? <Text c="var(--ink-quiet)">{intro}</Text> : null}
        </Stack>
        {children}
      </Stack>
    </Card>
  );
}
