import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureNote } from './failure-note.tsx';

type FormEndProps = {
  /** Why the last try did not go through. */
  readonly failure: unknown;
  readonly isSending: boolean;
  /** What the button does. */
  readonly children: ReactNode;
};

/** How a form ends: why it did not go through, and the button that sends it. */
export function FormEnd({ failure, isSending, children }: FormEndProps) {
  return (
    <>
      <FailureNote error={failure} />
      <Button type="submit" loading={isSending}>
        {children}
      </Button>
    </>
  );
}
