import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

type HeadingLinkProps = { readonly to: string; readonly children: ReactNode };

/** The name of one thing in a list, which leads to it. */
export function HeadingLink({ to, children }: HeadingLinkProps) {
  return (
    <Anchor component={Link} to={to} ff="heading" fz="lg" fw={600} underline="always">
      {children}
    </Anchor>
  );
}
