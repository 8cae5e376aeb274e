import { brokenLink } from '@entente/shared/evidence/walk-journal';
import type { JournalEntry } from '@entente/shared/http/views';
import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../layout/panel.tsx';
import classes from './journal.module.css';

export type Chain = { readonly of: readonly JournalEntry[]; readonly brokenAt: number | undefined };

/** Whether any entry was changed, removed or moved, as this page found out by itself; `undefined` while it is looking. */
export function ChainState({ chain }: { readonly chain: Chain | undefined }) {
  const { t } = useTranslation('overview');
  return (
    <div role="status" className={classes.chain} data-broken={chain?.brokenAt !== undefined}>
      {chain?.brokenAt === undefined ? <IconLink size={18} aria-hidden /> : <IconLinkOff size={18} aria-hidden />}
      <Text>{chain ? <ChainSentence chain={chain} /> : t('journal.chain-checking')}</Text>
    </div>
  );
}

/** The hash that stands for the whole journal. */
export function JournalHead({ entries }: { readonly entries: readonly JournalEntry[] }) {
  const { t } = useTranslation('overview');
  const head = entries.at(-1);
  if (!head) return null;
  return (
    <Panel title={t('journal.head')} intro={t('journal.head-why')}>
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
    </Panel>
  );
}

function ChainSentence({ chain: { of, brokenAt } }: { readonly chain: Chain }) {
  const { t } = useTranslation('overview');
  return brokenAt === undefined
    ? t('journal.chain-whole', { count: of.length })
    : t('journal.chain-broken', { version: brokenAt });
}

/** Checked after the page is drawn, never before; `undefined` meanwhile. */
export function useChain(convention: string, entries: readonly JournalEntry[]): Chain | undefined {
  const [chain, setChain] = useState<Chain | undefined>();
  useEffect(() => {
    const timer = setTimeout(() => {
      setChain({ of: entries, brokenAt: brokenLink({ convention, journal: entries }) });
    });
    return () => clearTimeout(timer);
  }, [convention, entries]);
  return chain?.of === entries ? chain : undefined;
}
