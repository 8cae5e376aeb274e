import { ActionIcon, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

type ToolbarButtonProps = {
  readonly icon: Icon;
  readonly label: string;
  /** Keys that do the same. */
  readonly keys?: string;
  readonly pressed?: boolean;
  /** Why it can't be used now; the button stays reachable and says so. */
  readonly reason?: string | undefined;
  readonly act: () => void;
};

/** A button of the toolbar. It never takes the focus from the text by pointer, and never disappears from the keyboard. */
export function ToolbarButton({ icon: Drawn, label, keys, pressed, reason, act }: ToolbarButtonProps) {
  const name = keys ? `${label} (${keys})` : label;
  return (
    <Tooltip
      label={reason ?? name}
      withArrow
      openDelay={350}
      multiline
      maw={280}
      events={{ hover: true, focus: true, touch: false }}
    >
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? 'ink' : 'gray'}
        size="lg"
        aria-label={reason ? `${label}. ${reason}` : name}
        aria-pressed={pressed}
        aria-disabled={reason ? true : undefined}
        data-off={reason ? true : undefined}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          if (!reason) act();
        }}
      >
        <Drawn size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
