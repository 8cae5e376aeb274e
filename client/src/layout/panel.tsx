import { Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type PanelProps = {
  readonly title: string;
  readonly intro?: string | undefined;
  /** Where a link inside the page leads to it. */
  readonly id?: string;
  readonly children: ReactNode;
};

/** One thing on a page, on paper. */
export function Panel({ title, intro, id, children }: PanelProps) {
  return (
    <Card
      component="section"
      id={id}
      // What stays at the top of the window would hide the title.
      style={{ scrollMarginTop: 'calc(var(--header, 3.25rem) + 1rem)' }}
      withBorder
      bg="var(--paper)"
      padding="lg"
    >
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
