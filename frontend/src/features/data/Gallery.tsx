import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { DatasetCard } from './DatasetCard';
import { MY_DRAWINGS } from './datasets';
import styles from './Gallery.module.css';

/** All data sets as cards: pictures, one's own drawings, texts, and the two-dimensional toys. */
export function Gallery({ sets }: { sets: readonly DatasetOut[] }) {
  const { t } = useTranslation('data');
  const groups = [
    { title: t('groups.pictures'), help: t('groups.picturesHelp'), members: sets.filter(({ kind }) => kind === 'pictures') },
    { title: t('groups.text'), help: t('groups.textHelp'), members: sets.filter(({ kind }) => kind === 'text') },
    { title: t('groups.points'), help: t('groups.pointsHelp'), members: sets.filter(({ kind }) => kind === 'points') },
  ];
  return groups.map(({ title, help, members }) => (
    <section key={title} aria-label={title} className={styles.group}>
      <h2 className={styles.heading}>{title}</h2>
      <p className={styles.help}>{help}</p>
      <ul className={styles.cards}>
        {members.toSorted(mineLast).map((set) => (
          <li key={set.name}>
            <DatasetCard set={set} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function mineLast(one: DatasetOut, other: DatasetOut): number {
  return Number(one.name === MY_DRAWINGS) - Number(other.name === MY_DRAWINGS);
}
