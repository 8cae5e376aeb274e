import { brokenLink } from '@entente/shared/evidence/walk-journal';
import type { JournalEntry } from '@entente/shared/http/views';
import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { Panel } from '../layout/panel.tsx';
import classes from './journal.module.css';

type Chain = { readonly of: readonly JournalEntry[]; readonly brokenAt: number | undefined };

/** Checks in this page that no entry was changed, removed or moved, and shows the hash that stands for all of them. */
export function JournalChain({ entries }: { readonly entries: readonly JournalEntry[] }) {
  const { t } = useTranslation('overview');
  const { id } = useConvention().view.state;
  const head = entries.at(-1);
  const chain = useChain(id, entries);
  if (!head) return null;
  return (
    <Panel title={t('journal.chain')}>
      <div role="status" className={classes.chain} data-broken={chain?.brokenAt !== undefined}>
        {chain?.brokenAt === undefined ? <IconLink size={18} aria-hidden /> : <IconLinkOff size={18} aria-hidden />}
        <Text>{chain ? <ChainSentence chain={chain} /> : t('journal.chain-checking')}</Text>
      </div>
      <div>
        <Text size="sm" c="var(--ink-quiet)">
          {t('journal.head')}
        </Text>
        <Group gap="xs" align="flex-start">
          <Code className={classes.whole ?? ''}>{head.hash}</Code>
          <CopyButton value={head.hash}>
            {({ copied, copy }) => (
              <Button variant="subtle" size="compact-sm" onClick={copy}>
                {t(copied ? 'journal.copied' : 'journal.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Text size="sm" mt={4}>
          {t('journal.head-why')}
        </Text>
      </div>
    </Panel>
  );
}

function ChainSentence({ chain: { of, brokenAt } }: { readonly chain: Chain }) {
  const { t } = useTranslation('overview');
  return brokenAt === undefined
    ? t('journal.chain-whole', { count: of.length })
    : t('journal.chain-broken', { version: brokenAt });
}

/** `undefined` while it is being checked: after the page is drawn, never before. */
function useChain(convention: string, entries: readonly JournalEntry[]): Chain | undefined {
  const [chain, setChain] = useState<Chain | undefined>();
  useEffect(() => {
    const timer = setTimeout(() => {
      setChain({ of: entries, brokenAt: brokenLink({ convention, journal: entries }) });
    });
    return () => clearTimeout(timer);
  }, [convention, entries]);
  return chain?.of === entries ? chain : undefined;
}
