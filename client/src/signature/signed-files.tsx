import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconFileCertificate, IconFileTypePdf } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** What one takes home: the sealed PDF, the evidence file, and where both are verified (SIG-3). */
export function SignedFiles({ convention }: { readonly convention: string }) {
  const { t } = useTranslation('signature');
  const files = `/api/conventions/${convention}`;
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Button
          component="a"
          href={`${files}/convention.pdf`}
          download
          leftSection={<IconFileTypePdf size={18} aria-hidden />}
        >
          {t('pdf')}
        </Button>
        <Button
          component="a"
          href={`${files}/evidence.json`}
          download
          variant="default"
          leftSection={<IconFileCertificate size={18} aria-hidden />}
        >
          {t('evidence')}
        </Button>
      </Group>
      <Text size="sm" c="var(--ink-quiet)">
        {t('files-why')}{' '}
        <Anchor component={Link} to="/verify" underline="always">
          {t('verify')}
        </Anchor>
      </Text>
    </Stack>
  );
}
