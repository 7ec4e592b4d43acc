import { Button } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapOut } from '@/api';
import { number } from '@/shared/format';
import { Panel } from '@/shared/ui';
import { Example } from './Example';
import styles from './Map.module.css';
import { countWords, pointWords } from './wording';

interface Props {
  map: MapOut;
  selected: ReadonlySet<number>;
  chosen: number | null;
  choose: (point: number) => void;
  clear: () => void;
}

const AT_FIRST = 48;

/** The examples that were selected, with how many there are of each class. */
export const Selection = memo(function Selection({ map, selected, chosen, choose, clear }: Props) {
  const { t } = useTranslation('map');
  const [most, setMost] = useState(AT_FIRST);
  const points = [...selected].sort((one, other) => (map.label[one] ?? 0) - (map.label[other] ?? 0) || one - other);
  const sheetOf = (place: number) => {
    const start = place - (place % AT_FIRST);
    return points.slice(start, start + AT_FIRST).map((point) => map.row[point] ?? 0);
  };
  const kind = map.kind === 'pictures' ? 'pictures' : 'examples';
  return (
    <Panel label={t('selection.title')} className={styles.card} aside={points.length > 0 && <Button onClick={clear}>{t('selection.clear')}</Button>}>
      <p aria-live="polite" className={points.length > 0 ? styles.counts : styles.help}>
        {points.length > 0 ? t(`selection.${kind}`, { count: points.length, number: number(points.length), counts: countWords(map, points) }) : t('selection.none')}
      </p>
      <div className={styles.strip} role="group" aria-label={t('selection.strip')}>
        {points.slice(0, most).map((point, place) => (
          <button key={point} type="button" aria-label={pointWords(t, map, point)} aria-pressed={point === chosen} data-wrong={map.label[point] !== map.predicted[point]} onClick={() => choose(point)}>
            <Example of={map} label={map.label[point] ?? 0} row={map.row[point] ?? 0} sheet={sheetOf(place)} />
          </button>
        ))}
      </div>
      {points.length > most && <Button onClick={() => setMost(most + 2 * AT_FIRST)}>{t('selection.more', { count: points.length - most, number: number(points.length - most) })}</Button>}
    </Panel>
  );
});
