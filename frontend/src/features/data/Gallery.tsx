import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { DatasetCard } from './DatasetCard';
import { isOwn, MY_DRAWINGS } from './datasets';
import styles from './Gallery.module.css';

/** All data sets as cards: one's own, pictures, one's own drawings, texts, and the two-dimensional toys. */
export function Gallery({ sets }: { sets: readonly DatasetOut[] }) {
  const { t } = useTranslation(['data', 'own']);
  const own = sets.filter(isOwn);
  const groups = [
    { title: t('own:group.title'), help: t('own:group.help'), members: own },
    { title: t('groups.pictures'), help: t('groups.picturesHelp'), members: sets.filter((set) => set.kind === 'pictures' && !isOwn(set)) },
    { title: t('groups.text'), help: t('groups.textHelp'), members: sets.filter(({ kind }) => kind === 'text') },
    { title: t('groups.points'), help: t('groups.pointsHelp'), members: sets.filter(({ kind }) => kind === 'points') },
  ];
  return groups.filter(({ members }) => members.length > 0).map(({ title, help, members }) => (
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
