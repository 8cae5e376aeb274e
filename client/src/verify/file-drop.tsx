import { FileInput, Text } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './verify.module.css';

type FileDropProps = { readonly onFile: (file: File) => void };

/** Where a file is chosen, by a button like any other; whoever has a mouse may drop it there instead. */
export function FileDrop({ onFile }: FileDropProps) {
  const { t } = useTranslation('verify');
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the button inside does the same.
    <div
      className={classes.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileInput
        label={t('file')}
        description={t('file-which')}
        placeholder={t('choose')}
        accept=".pdf,.json,application/pdf,application/json"
        leftSection={<IconFileCertificate size={18} aria-hidden />}
        value={null}
        onChange={(file) => file && onFile(file)}
      />
      <Text size="sm" c="var(--ink-quiet)" className={classes.orDrop}>
        {t('or-drop')}
      </Text>
    </div>
  );
}
