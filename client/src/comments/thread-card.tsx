import type { Reply, Thread } from '@entente/shared/comments/thread';
import { Badge, Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { lookOf, nameOf, organisationOf } from '../convention/parties-of.ts';
import { PersonAvatar } from '../convention/person-avatar.tsx';
import { useFormats } from '../i18n/use-formats.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { CommentForm } from './comment-form.tsx';
import { useDiscussions } from './discussions.ts';
import classes from './thread-card.module.css';
import { useReply, useSetStatus } from './use-threads.ts';

type ThreadCardProps = {
  readonly thread: Thread;
  /** Its words are no longer in the text. */
  readonly detached: boolean;
};

/** One discussion. Closed up, its first words; in hand, everything and the means to answer. */
export function ThreadCard({ thread, detached }: ThreadCardProps) {
  const { t } = useTranslation(['comments', 'sections']);
  const { active, activate, hovered, hover } = useDiscussions();
  const opened = active === thread.id;
  const [first, ...others] = thread.replies;
  return (
    <article
      className={classes.card}
      data-card={thread.id}
      data-active={opened || undefined}
      data-hovered={hovered === thread.id || undefined}
      data-status={thread.status}
      aria-label={t('comments:thread', { section: t(`sections:${thread.section}`), quote: shortened(thread.quote) })}
      onPointerEnter={() => hover(thread.id)}
      onPointerLeave={() => hover(null)}
      onFocus={() => hover(thread.id)}
      onBlur={() => hover(null)}
    >
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
        <blockquote className={classes.quote}>{shortened(thread.quote)}</blockquote>
        {thread.status === 'resolved' ? (
          <Badge size="sm" variant="light" color="gray" className={classes.badge ?? ''}>
            {t('comments:resolved')}
          </Badge>
        ) : null}
      </Group>
      {detached ? (
        <Text size="xs" c="var(--warn)">
          {t('comments:detached')}
        </Text>
      ) : null}
      {first ? <Words reply={first} clamped={!opened} /> : null}
      {opened ? (
        <OpenThread thread={thread} others={others} />
      ) : (
        <Button variant="subtle" size="compact-xs" className={classes.open ?? ''} onClick={() => activate(thread.id)}>
          {others.length > 0 ? t('comments:replies', { count: others.length }) : t('comments:open')}
        </Button>
      )}
    </article>
  );
}

function OpenThread({ thread, others }: { readonly thread: Thread; readonly others: readonly Reply[] }) {
  const { t } = useTranslation('comments');
  const { view } = useConvention();
  const { activate, mayComment } = useDiscussions();
  const reply = useReply(view.state.id, thread.id);
  const status = useSetStatus(view.state.id, thread.id);
  const other = thread.status === 'open' ? 'resolved' : 'open';
  return (
    <>
      {others.map((one) => (
        <Words key={one.id} reply={one} clamped={false} />
      ))}
      {mayComment ? (
        <CommentForm
          label={t('reply.label')}
          action={t('reply.send')}
          send={async (text) => void (await reply.mutateAsync(text))}
        />
      ) : (
        <Text size="xs" c="var(--ink-quiet)">
          {t('reads-only')}
        </Text>
      )}
      <FailureNote error={status.error} />
      <Group gap="xs" justify="space-between">
        <Button variant="subtle" size="compact-xs" onClick={() => activate(null)}>
          {t('fold')}
        </Button>
        {mayComment ? (
          <Button
            variant="default"
            size="compact-xs"
            loading={status.isPending}
            leftSection={
              other === 'resolved' ? <IconCheck size={14} aria-hidden /> : <IconArrowBackUp size={14} aria-hidden />
            }
            onClick={() => status.mutate(other)}
          >
            {t(`make-${other}`)}
          </Button>
        ) : null}
      </Group>
    </>
  );
}

function Words({ reply, clamped }: { readonly reply: Reply; readonly clamped: boolean }) {
  const { t } = useTranslation(['comments', 'common']);
  const { view } = useConvention();
  const formats = useFormats();
  const name = nameOf(view, reply.person) ?? t('common:deleted-person');
  const look = lookOf(view, organisationOf(view, reply.person) ?? '');
  return (
    <div className={classes.words}>
      <PersonAvatar
        person={{ name, organisationName: look.name, color: look.colour }}
        size="sm"
        hint={look.name ? t('comments:who', { name, organisation: look.name }) : name}
      />
      <div className={classes.said}>
        <span className={classes.author}>{name}</span>
        <time className={classes.time} dateTime={reply.at}>
          {formats.time(reply.at)}
        </time>
      </div>
      <p className={clamped ? `${classes.text} ${classes.clamped}` : classes.text}>{reply.text}</p>
    </div>
  );
}

/** Enough of the words to know them again. */
export function shortened(quote: string): string {
  return quote.length > 90 ? `${quote.slice(0, 88).trimEnd()}…` : quote;
}
