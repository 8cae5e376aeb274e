import type { Digest } from '@entente/shared/text/digest';
import { Button, Code, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

type DigestLineProps = { readonly digest: Digest };

/** A digest in its short form, whole on demand. */
export function DigestLine({ digest }: DigestLineProps) {
  const { t } = useTranslation('signature');
  const [whole, { open }] = useDisclosure(false);
  return (
    <Group gap="xs">
      <Text span size="sm" c="var(--ink-quiet)">
        {t('digest.label')}
      </Text>
      <Code style={{ overflowWrap: 'anywhere', color: 'var(--ink)' }}>
        {whole ? digest : `${digest.slice(0, 16)}…`}
      </Code>
      {whole ? null : (
        <Button variant="subtle" size="compact-sm" onClick={open}>
          {t('digest.full')}
        </Button>
      )}
    </Group>
  );
}
