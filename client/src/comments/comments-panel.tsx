import { Drawer, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './comments-panel.module.css';
import { useDiscussions } from './discussions.ts';
import { type Card, layOutCards } from './lay-out-cards.ts';
import { NewThreadCard } from './new-thread-card.tsx';
import { ThreadCard } from './thread-card.tsx';
import { type ShownThreads, type ThreadFilter, threadsShown } from './threads-shown.ts';
import { type AnchorTops, useAnchorTops } from './use-anchor-tops.ts';

type CommentsPanelProps = { readonly paper: RefObject<HTMLElement | null> };

/** The discussions: in the margin beside their words where there is room, else in a drawer. */
export function CommentsPanel({ paper }: CommentsPanelProps) {
  const { t } = useTranslation('comments');
  const { threads, active, drawer } = useDiscussions();
  const [filter, setFilter] = useState<ThreadFilter>('open');
  const roomy = useMediaQuery('(min-width: 80em)', true, { getInitialValueInEffect: false });
  const phone = useMediaQuery('(max-width: 40em)');
  const tops = useAnchorTops(paper);
  const shown = threadsShown(threads, { filter, active }, tops);
  const head = <PanelHead filter={filter} choose={setFilter} counts={shown.counts} />;
  if (roomy) {
    return (
      <aside className={classes.margin} aria-label={t('title')}>
        {head}
        <Margin paper={paper} shown={shown} tops={tops} />
      </aside>
    );
  }
  return (
    <Drawer
      opened={drawer.opened}
      onClose={drawer.close}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '75%' : 'sm'}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      withOverlay={!phone}
    >
      {head}
      <Listed shown={shown} />
    </Drawer>
  );
}

type PanelHeadProps = {
  readonly filter: ThreadFilter;
  readonly choose: (filter: ThreadFilter) => void;
  readonly counts: ShownThreads['counts'];
};

function PanelHead({ filter, choose, counts }: PanelHeadProps) {
  const { t } = useTranslation('comments');
  const { failed, threads } = useDiscussions();
  if (failed && threads.length === 0) return <Text size="sm">{t('unreachable')}</Text>;
  if (threads.length === 0) return null;
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      mb="sm"
      aria-label={t('filter')}
      value={filter}
      onChange={(value) => choose(value as ThreadFilter)}
      data={(['open', 'resolved'] as const).map((value) => ({
        value,
        label: t(`filters.${value}`, { count: counts[value] }),
      }))}
    />
  );
}

function Listed({ shown }: { readonly shown: ShownThreads }) {
  const { t } = useTranslation('comments');
  const { chosen } = useDiscussions();
  const empty = !chosen && shown.anchored.length + shown.detached.length === 0;
  return (
    <Stack gap="sm">
      {chosen ? <NewThreadCard chosen={chosen} /> : null}
      {empty ? <Text size="sm">{t('none')}</Text> : null}
      {shown.anchored.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} detached={false} />
      ))}
      <Detached shown={shown} />
    </Stack>
  );
}

function Detached({ shown }: { readonly shown: ShownThreads }) {
  const { t } = useTranslation('comments');
  if (shown.detached.length === 0) return null;
  return (
    <Stack gap="sm">
      <Title order={2} size="h6">
        {t('detached-title', { count: shown.detached.length })}
      </Title>
      {shown.detached.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} detached />
      ))}
    </Stack>
  );
}

type MarginProps = CommentsPanelProps & { readonly shown: ShownThreads; readonly tops: AnchorTops };

/** Cards beside their words. Their heights are measured, then each gets its place. */
function Margin({ paper, shown, tops }: MarginProps) {
  const { chosen, active } = useDiscussions();
  const column = useRef<HTMLDivElement>(null);
  const places = usePlaces({ column, paper, tops, shown });
  const lowest = Math.max(0, ...[...places.values()]);
  return (
    <>
      <Detached shown={shown} />
      <div ref={column} className={classes.column} style={{ minHeight: lowest + 400 }}>
        {shown.anchored.map((thread) => (
          <div
            key={thread.id}
            className={classes.place}
            style={placeOf(places, thread.id, active)}
            data-place={thread.id}
          >
            <ThreadCard thread={thread} detached={false} />
          </div>
        ))}
        {chosen ? (
          <div className={classes.place} style={placeOf(places, 'new', 'new')} data-place="new">
            <NewThreadCard chosen={chosen} />
          </div>
        ) : null}
      </div>
    </>
  );
}

function placeOf(places: ReadonlyMap<string, number>, id: string, active: string | null) {
  // Not yet measured: unseen, yet able to take the focus.
  return { top: places.get(id) ?? 0, zIndex: id === active ? 2 : 1, opacity: places.has(id) ? 1 : 0 } as const;
}

type PlacesOf = { column: RefObject<HTMLDivElement | null>; paper: RefObject<HTMLElement | null> } & Pick<
  MarginProps,
  'shown' | 'tops'
>;

function usePlaces({ column, paper, tops, shown }: PlacesOf): ReadonlyMap<string, number> {
  const { chosen, active } = useDiscussions();
  const [places, setPlaces] = useState<ReadonlyMap<string, number>>(new Map());
  const [measured, measureAgain] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: cards come and go; those that are there now are watched.
  useEffect(() => {
    if (!column.current) return;
    const sizes = new ResizeObserver(() => measureAgain((count) => count + 1));
    for (const place of column.current.children) sizes.observe(place);
    return () => sizes.disconnect();
  }, [column, shown.anchored.length, chosen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `measured` says that a card's height changed.
  useLayoutEffect(() => {
    if (!column.current || !paper.current) return;
    const offset = paper.current.getBoundingClientRect().top - column.current.getBoundingClientRect().top;
    const wants = new Map(tops);
    const pending = paper.current.querySelector('.about-to-comment');
    if (chosen && pending)
      wants.set('new', pending.getBoundingClientRect().top - paper.current.getBoundingClientRect().top);
    const cards = [...column.current.querySelectorAll<HTMLElement>('[data-place]')].flatMap((place): Card[] => {
      const id = place.dataset.place ?? '';
      const top = wants.get(id);
      return top === undefined ? [] : [{ id, wants: top + offset, height: place.offsetHeight }];
    });
    cards.sort((a, b) => a.wants - b.wants);
    const next = layOutCards(cards, chosen ? 'new' : active);
    setPlaces((before) => (sameTops(before, next) ? before : next));
  }, [column, paper, tops, chosen, active, shown.anchored, measured]);
  return places;
}

function sameTops(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): boolean {
  return before.size === after.size && [...after].every(([id, top]) => before.get(id) === top);
}
