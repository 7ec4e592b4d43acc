import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import type { Followed } from './useLab';
import styles from './Shared.module.css';

interface Props {
  lab: Followed;
  /** What a single step is, where it is more than a step. */
  onStep?: () => void;
  /** What else there is in the row. */
  children?: React.ReactNode;
}

/** Train and pause, one step, from the beginning; and at which step the network is. */
export function LabRow({ lab: { player, told }, onStep = () => player.step(), children }: Props) {
  const { t } = useTranslation('learn');
  const stuck = Boolean(told.out?.problem);
  return (
    <div className={styles.row}>
      <Button variant="filled" className={styles.train} disabled={stuck} onClick={() => (told.playing ? player.pause() : player.play())}>
        {t(told.playing ? 'lab.pause' : 'lab.train')}
      </Button>
      <Button disabled={stuck} onClick={onStep}>
        {t('lab.step')}
      </Button>
      <Button onClick={() => player.reset()}>{t('lab.reset')}</Button>
      {children}
      <p className={styles.at}>{t('lab.at', { step: number(told.out?.step ?? 0) })}</p>
    </div>
  );
}
