import type { ImportProposal, ImportRefusalCode } from '@entente/shared/sections/import-proposal';
import { Alert, Button, FileInput, Group, Loader, Stack, Text } from '@mantine/core';
import { IconFileTypeDocx } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readWordFile } from './read-word-file.ts';

type ImportFileProps = { readonly onProposal: (proposal: ImportProposal | undefined) => void };

type Reading =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly abort: AbortController }
  | { readonly kind: 'failed'; readonly why: ImportRefusalCode | 'offline' };

/** Chooses a Word file and has it read; can be cancelled. Every refusal is a sentence, and nothing is created. */
export function ImportFile({ onProposal }: ImportFileProps) {
  const { t } = useTranslation(['conventions', 'common']);
  const [reading, setReading] = useState<Reading>({ kind: 'idle' });
  const latest = useRef<AbortController>(undefined);

  const read = async (file: File | null) => {
    latest.current?.abort();
    onProposal(undefined);
    if (!file) return setReading({ kind: 'idle' });
    const abort = new AbortController();
    latest.current = abort;
    setReading({ kind: 'reading', abort });
    try {
      const outcome = await readWordFile(file, abort.signal);
      if (outcome.kind === 'proposal') {
        setReading({ kind: 'idle' });
        onProposal(outcome.proposal);
      } else setReading({ kind: 'failed', why: outcome.code });
    } catch {
      setReading(abort.signal.aborted ? { kind: 'idle' } : { kind: 'failed', why: 'offline' });
    }
  };

  return (
    <Stack gap="sm">
      <FileInput
        label={t('import.file')}
        description={t('import.file-why')}
        placeholder={t('import.choose')}
        accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        leftSection={<IconFileTypeDocx size={18} aria-hidden />}
        onChange={(file) => void read(file)}
        maw={480}
      />
      {reading.kind === 'reading' ? (
        <Group gap="sm" role="status">
          <Loader size="sm" aria-hidden />
          <Text>{t('import.reading')}</Text>
          <Button variant="default" size="compact-sm" onClick={() => reading.abort.abort()}>
            {t('common:cancel')}
          </Button>
        </Group>
      ) : null}
      {reading.kind === 'failed' ? (
        <Alert color="red" variant="light" role="alert">
          {t(`import.refused.${reading.why}`)}
        </Alert>
      ) : null}
    </Stack>
  );
}
