import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DatasetOut } from '@/api';
import { number, sizes } from '@/shared/format';
import { problemText } from '@/shared/ui';
import { CardPicture } from './CardPicture';
import { isOwn, labelOf, MY_DRAWINGS, ownId, summaryOf } from './datasets';
import { Preparation } from './Preparation';
import { StateBadge } from './StateBadge';
import styles from './DatasetCard.module.css';

/** A data set in the gallery: what it looks like, whether it is there, and how to get it. */
export function DatasetCard({ set }: { set: DatasetOut }) {
  const { t } = useTranslation('data');
  const open = set.state === 'ready' || set.name === MY_DRAWINGS || isOwn(set);
  const label = labelOf(set);
  const summary = summaryOf(set);
  return (
    // what is dropped on one's own data set is added to it
    <article className={styles.card} {...(isOwn(set) && { 'data-into': ownId(set), 'data-name': label })}>
      <div className={styles.picture}>
        <CardPicture set={set} />
      </div>
      <div className={styles.body}>
        <div className={styles.top}>
          <h3 className={styles.title}>
            {open ? (
              <Link to={`?set=${encodeURIComponent(set.name)}`} className={styles.link}>
                {label}
              </Link>
            ) : (
              label
            )}
          </h3>
          {set.name !== MY_DRAWINGS && !isOwn(set) && <StateBadge state={set.state} />}
        </div>
        {summary && <p className={styles.summary}>{summary}</p>}
        {open ? set.problems?.map((problem) => <p key={problem.code} className={styles.summary}>{problemText(problem)}</p>) : <Preparation set={set} />}
        {open && typeof set.train === 'number' && <p className={styles.facts}>{facts(set, t)}</p>}
      </div>
    </article>
  );
}

function facts(set: DatasetOut, t: ReturnType<typeof useTranslation<'data'>>['t']): string {
  const examples = (set.train ?? 0) + (set.test ?? 0);
  const words = [
    t(set.kind === 'text' ? 'text.examples' : set.kind, { count: examples, number: number(examples) }),
    t(set.kind === 'text' ? 'text.characters' : 'classes', { count: set.class_names?.length ?? 0 }),
  ];
  if (set.kind === 'pictures' && set.shape) words.push(sizes(set.shape.slice(0, 2)));
  return words.join(' · ');
}
