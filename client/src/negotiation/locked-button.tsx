import type { Refusal } from '@entente/shared/negotiation/reasons';
import { Button, type ButtonProps, Popover, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useReasonSentence } from './use-reason-sentence.ts';

type LockedButtonProps = Omit<ButtonProps, 'disabled' | 'leftSection'> & {
  readonly refusal: Refusal | undefined;
  readonly onClick: () => void;
  readonly children: ReactNode;
  readonly leftSection?: ReactNode;
};

/** A button that stays focusable when a rule says no: pressing it then says why and what would lift it. Nothing is merely grey. */
export function LockedButton({ refusal, onClick, children, leftSection, ...button }: LockedButtonProps) {
  const sentence = useReasonSentence();
  const [open, { toggle, close }] = useDisclosure(false);
  if (!refusal) {
    return (
      <Button {...button} leftSection={leftSection} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return (
    <Popover
      opened={open}
      onDismiss={close}
      width={320}
      position="bottom-start"
      withArrow
      shadow="md"
      trapFocus={false}
    >
      <Popover.Target>
        <Button
          {...button}
          variant="default"
          aria-disabled
          aria-expanded={open}
          leftSection={<IconLock size={14} aria-hidden />}
          onClick={toggle}
        >
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="status" aria-label={sentence(refusal.reasons[0])}>
        <Stack gap={6}>
          {refusal.reasons.map((reason) => (
            <Text key={JSON.stringify(reason)} size="sm">
              {sentence(reason)}
            </Text>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
