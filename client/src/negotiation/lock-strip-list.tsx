import {
  type ApprovalRule,
  type CheckedRule,
  committed,
  type PartyCheck,
  type SigningRule,
} from '@entente/shared/negotiation/checklist';
import type { Reason } from '@entente/shared/negotiation/reasons';
import { whySigningIsRefused } from '@entente/shared/negotiation/signing/sign-convention';
import { Anchor, Button, Modal, Stack, Text, Title } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconCircleCheck, IconCircleDashed, IconListCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ConventionContextValue, useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { partName } from '../convention/part-name.ts';
import { lookOf } from '../convention/parties-of.ts';
import classes from './lock-strip.module.css';
import { useReasonSentence } from './use-reason-sentence.ts';
import { addressOf, type Where, wheresLifted } from './where-lifted.ts';

type Rule = CheckedRule<ApprovalRule | SigningRule>;
type LockStripListProps = { readonly rules: readonly Rule[] };

/** Every rule by itself, met or not, for the convention or for each party, with the way to where it is done. */
export function LockStripList({ rules }: LockStripListProps) {
  const { t } = useTranslation(['overview', 'common']);
  const { state } = useConvention().view;
  const [opened, { open, close }] = useDisclosure(false);
  const narrow = useMediaQuery('(max-width: 36em)');
  const met = rules.filter(({ reasons }) => reasons.length === 0);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconListCheck size={16} aria-hidden />}
        aria-haspopup="dialog"
        onClick={open}
      >
        {t('checklist.open', { met: met.length, all: rules.length })}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        fullScreen={narrow ?? false}
        title={t(state.stage === 'negotiating' ? 'checklist.title' : 'checklist.title-signing')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack gap="lg">
          <Text size="sm">{t('checklist.intro')}</Text>
          <Rules
            title={t('checklist.missing')}
            rules={rules.filter(({ reasons }) => reasons.length > 0)}
            onFollow={close}
          />
          {met.length === rules.length ? <Text>{t('checklist.all-met')}</Text> : null}
          <ForMyself rules={rules} onFollow={close} />
          <Committed />
          <Rules title={t('checklist.met')} rules={met} onFollow={close} />
        </Stack>
      </Modal>
    </>
  );
}

type RulesProps = { readonly title: string; readonly rules: readonly Rule[]; readonly onFollow: () => void };

function Rules({ title, rules, onFollow }: RulesProps) {
  const { t } = useTranslation('overview');
  const { id } = useConvention().view.state;
  if (rules.length === 0) return null;
  return (
    <Part title={title}>
      <ul className={classes.rules}>
        {rules.map(({ name, rule, reasons, parties }) => (
          <li key={name} className={classes.rule} data-met={reasons.length === 0} data-rule={name}>
            <Sign met={reasons.length === 0} />
            <div>
              <p className={classes.ruleName}>
                {t(`checklist.rule.${name}`)} <span className={classes.ruleId}>{rule}</span>
              </p>
              {parties ? <Parties parties={parties} /> : null}
              <Reasons reasons={reasons} onFollow={onFollow} />
              {name === 'sections-agreed' ? (
                <Anchor component={Link} to={`/conventions/${id}/positions`} size="sm" underline="always">
                  {t('checklist.to.positions')}
                </Anchor>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h5" mb={6}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Sign({ met }: { readonly met: boolean }) {
  const { t } = useTranslation('overview');
  const Icon = met ? IconCircleCheck : IconCircleDashed;
  return (
    <span className={classes.sign} data-met={met}>
      <Icon size={20} aria-hidden />
      <span className="visually-hidden">{t(met ? 'checklist.is-met' : 'checklist.is-missing')}</span>
    </span>
  );
}

function Reasons({ reasons, onFollow }: { readonly reasons: readonly Reason[]; readonly onFollow: () => void }) {
  const sentence = useReasonSentence();
  if (reasons.length === 0) return null;
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => (
        <li key={JSON.stringify(reason)}>
          {sentence(reason)}{' '}
          {wheresLifted(reason).map((where) => (
            <WhereLink key={JSON.stringify(where)} where={where} onFollow={onFollow} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function WhereLink({ where, onFollow }: { readonly where: Where; readonly onFollow: () => void }) {
  const { t } = useTranslation('overview');
  const { t: sections } = useTranslation('sections');
  const { state } = useConvention().view;
  const name = useOrganisationName();
  const label =
    where.kind === 'section'
      ? t('checklist.to.section', { section: partName(sections, where.part, name) })
      : t(`checklist.to.${where.kind}`);
  return (
    <Anchor
      component={Link}
      to={addressOf(state.id, where)}
      size="sm"
      underline="always"
      className={classes.where ?? ''}
      onClick={onFollow}
    >
      {label}
    </Anchor>
  );
}

/** One mark for each party: its letter, and whether it has done its part, in words too. */
function Parties({ parties }: { readonly parties: readonly PartyCheck[] }) {
  const { t } = useTranslation('overview');
  const { view } = useConvention();
  return (
    <ul className={classes.parties}>
      {parties.map(({ organisation, met }) => {
        const { name, colour, letter } = lookOf(view, organisation);
        return (
          <li key={organisation} className={classes.party} data-met={met}>
            <span className={classes.letter} style={{ background: colour }} aria-hidden>
              {letter}
            </span>
            {t(met ? 'checklist.party-met' : 'checklist.party-missing', { party: name })}
          </li>
        );
      })}
    </ul>
  );
}

/** Who has approved these words, or signed them. */
function Committed() {
  const { t } = useTranslation('overview');
  const { view, facts } = useConvention();
  const signing = view.state.stage !== 'negotiating';
  return (
    <Part title={t(signing ? 'checklist.signatures' : 'checklist.approvals')}>
      <Parties parties={committed(view.state, facts)} />
    </Part>
  );
}

/** What stands in my own way beside what stands in everybody's. */
function ForMyself({ rules, onFollow }: { readonly rules: readonly Rule[]; readonly onFollow: () => void }) {
  const { t } = useTranslation('overview');
  const listed = new Set(rules.flatMap(({ reasons }) => reasons).map((reason) => JSON.stringify(reason)));
  const mine = whyNotI(useConvention()).filter((reason) => !listed.has(JSON.stringify(reason)));
  if (mine.length === 0) return null;
  return (
    <Part title={t('checklist.you')}>
      <Reasons reasons={mine} onFollow={onFollow} />
    </Part>
  );
}

/** Why I could not approve, or sign, now: `decide`'s own answer. */
function whyNotI({ view, facts, now, whyNot }: ConventionContextValue): readonly Reason[] {
  const { state, me } = view;
  if (state.stage === 'negotiating') {
    const meeting = state.meetings.find(({ status }) => status === 'open')?.id ?? '';
    return whyNot({ type: 'approveConvention', meeting, digest: facts.digest })?.reasons ?? [];
  }
  return whySigningIsRefused(state, { by: me, at: now(), facts });
}
