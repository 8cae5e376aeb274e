import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { CommentForm } from './comment-form.tsx';
import { useDiscussions } from './discussions.ts';
import classes from './thread-card.module.css';
import { shortened } from './thread-card.tsx';
import { type ChosenWords, useStartThread } from './use-threads.ts';

/** The card of a discussion that is about to begin. */
export function NewThreadCard({ chosen }: { readonly chosen: ChosenWords }) {
  const { t } = useTranslation('comments');
  const { view } = useConvention();
  const { forgetChosen, activate } = useDiscussions();
  const start = useStartThread(view.state.id);
  return (
    <section className={classes.card} data-active data-card="new" aria-label={t('new.title')}>
      <blockquote className={classes.quote}>{shortened(chosen.quote)}</blockquote>
      <CommentForm
        label={t('new.label')}
        action={t('new.send')}
        autoFocus
        cancel={forgetChosen}
        send={async (text) => {
          const thread = await start.mutateAsync({ ...chosen, text });
          forgetChosen();
          activate(thread.id);
        }}
      />
    </section>
  );
}
