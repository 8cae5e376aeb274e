import {
  applyProposal,
  type ImportChoices,
  type ImportPart,
  type ImportProposal,
  type SectionBlocks,
} from '@entente/shared/sections/import-proposal';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { Alert, Badge, Checkbox, Group, List, NativeSelect, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../layout/panel.tsx';
import classes from './import-review.module.css';

export type ImportedText = SectionBlocks;

type ImportReviewProps = {
  readonly proposal: ImportProposal;
  /** Called with the text of each section whenever a choice changes. */
  readonly onText: (text: ImportedText) => void;
};

/** The proposed match of each part to a section, to be changed before anything is created. */
export function ImportReview({ proposal, onText }: ImportReviewProps) {
  const { t } = useTranslation('conventions');
  const [choices, setChoices] = useState<ImportChoices>({ sections: {}, refusedSplits: [] });
  useEffect(() => onText(applyProposal(proposal, choices)), [proposal, choices, onText]);
  return (
    <Panel title={t('review.title')} intro={t('review.intro')}>
      {proposal.notices.length > 0 ? (
        <Alert color="orange" variant="light" title={t('review.notices')}>
          <List size="sm">
            {proposal.notices.map((notice) => (
              <List.Item key={notice}>{t(`notice.${notice}`)}</List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
      <ul className={classes.parts}>
        {proposal.parts.map((part) => (
          <PartRow key={part.id} part={part} proposal={proposal} choices={choices} onChoices={setChoices} />
        ))}
      </ul>
    </Panel>
  );
}

type PartRowProps = {
  readonly part: ImportPart;
  readonly proposal: ImportProposal;
  readonly choices: ImportChoices;
  readonly onChoices: (choices: ImportChoices) => void;
};

function PartRow({ part, proposal, choices, onChoices }: PartRowProps) {
  const { t } = useTranslation(['conventions', 'sections']);
  const refused = choices.refusedSplits.includes(part.id);
  const title = part.title || t('review.before-first');
  const parent = part.split ? proposal.parts.find((one) => one.id === part.split?.from) : undefined;
  return (
    <li className={classes.part} data-split={part.split ? true : undefined}>
      <Stack gap={4} className={classes.words}>
        <Group gap="xs">
          <Text fw={600} ff="heading">
            {title}
          </Text>
          {part.confidence === 'sure' ? null : (
            <Badge variant="light" c="var(--warn)" bg="var(--warn-paper)" tt="none">
              {t(`review.confidence.${part.confidence}`)}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="var(--ink-quiet)" lineClamp={2}>
          {part.preview}
        </Text>
        {part.split ? (
          <Checkbox
            label={t('review.split', { from: parent?.title ?? '' })}
            checked={!refused}
            onChange={(event) => {
              const kept = event.currentTarget.checked;
              const refusedSplits = kept
                ? choices.refusedSplits.filter((id) => id !== part.id)
                : [...choices.refusedSplits, part.id];
              onChoices({ ...choices, refusedSplits });
            }}
          />
        ) : null}
      </Stack>
      {refused ? null : (
        <NativeSelect
          label={t('review.goes-to')}
          aria-label={t('review.section-of', { title })}
          className={classes.section}
          value={choices.sections[part.id] ?? part.section}
          data={sectionIds.map((section) => ({ value: section, label: t(`sections:${section}`) }))}
          onChange={(event) =>
            onChoices({
              ...choices,
              sections: { ...choices.sections, [part.id]: event.currentTarget.value as SectionId },
            })
          }
        />
      )}
    </li>
  );
}
