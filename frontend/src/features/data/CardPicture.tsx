import { useQuery } from '@tanstack/react-query';
import type { DatasetOut } from '@/api';
import { getPointsOptions, listDrawingsOptions } from '@/api/@tanstack/react-query.gen';
import { bytesOf, PixelImage } from '@/shared/ui';
import { MY_DRAWINGS } from './datasets';
import { joined, useLines } from './lines';
import { Scatter } from './Scatter';
import { sheetAddress } from './sheets';
import styles from './CardPicture.module.css';

const COLUMNS = 8;
const SHOWN = 4 * COLUMNS;
const POINTS = 300;
const LINES = 5;

/** What the examples of a data set look like: real ones wherever there are some. */
export function CardPicture({ set }: { set: DatasetOut }) {
  if (set.name === MY_DRAWINGS) return <Drawn />;
  if (set.state !== 'ready') return <span className={styles.nothing} aria-hidden="true" />;
  if (set.kind === 'points') return <Cloud name={set.name} />;
  if (set.kind === 'text') return <Passage set={set} />;
  const address = sheetAddress(set.name, { split: 'test', start: 0, count: SHOWN, columns: COLUMNS });
  return <img src={address} alt="" className={styles.sheet} />;
}

function Cloud({ name }: { name: string }) {
  const { data } = useQuery(getPointsOptions({ path: { name }, query: { count: POINTS } }));
  return <div className={styles.cloud}>{data && <Scatter points={data} label="" radius={2.5} />}</div>;
}

/** The beginning of the text; those that there are, are English. */
function Passage({ set: { name, shape } }: { set: DatasetOut }) {
  const { data } = useLines(name, { split: 'train', count: LINES, every: shape?.[0] });
  return (
    <p lang="en" className={styles.passage}>
      {data && joined(data)}
    </p>
  );
}

function Drawn() {
  const { data } = useQuery(listDrawingsOptions());
  if (!data?.length) return <span className={styles.nothing} aria-hidden="true" />;
  return (
    <div className={styles.drawn}>
      {data.slice(0, SHOWN).map(({ id, picture }) => (
        <PixelImage key={id} values={bytesOf(picture)} width={28} height={28} scale="chalk" label="" className={styles.one} />
      ))}
    </div>
  );
}
