import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../layout/failure-note.tsx';

type CommentFormProps = {
  readonly label: string;
  readonly action: string;
  readonly send: (text: string) => Promise<void>;
  readonly cancel?: () => void;
  readonly autoFocus?: boolean;
};

/** Writes a comment or an answer. What was typed stays until it is really sent. */
export function CommentForm({ label, action, send, cancel, autoFocus = false }: CommentFormProps) {
  const { t } = useTranslation('common');
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const submit = async () => {
    if (text.trim() === '' || sending) return;
    setSending(true);
    setError(null);
    try {
      await send(text.trim());
      setText('');
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="xs">
        <Textarea
          aria-label={label}
          placeholder={label}
          autosize
          minRows={autoFocus ? 2 : 1}
          maxRows={10}
          maxLength={10_000}
          size="sm"
          value={text}
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              void submit();
            } else if (event.key === 'Escape' && cancel) {
              event.stopPropagation();
              cancel();
            }
          }}
        />
        <FailureNote error={error} />
        {text.trim() !== '' || cancel ? (
          <Group gap="xs" justify="flex-end">
            {cancel ? (
              <Button variant="subtle" size="compact-sm" onClick={cancel}>
                {t('cancel')}
              </Button>
            ) : null}
            <Button type="submit" size="compact-sm" loading={sending} disabled={text.trim() === ''}>
              {action}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  );
}
