import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { PACES, type Told } from '@/shared/lab';
import { Choice } from '@/shared/ui';
import styles from './Playground.module.css';

interface Props {
  told: Told;
  pace: number;
  onPace: (pace: number) => void;
  onPlay: () => void;
  onStep: () => void;
  onReset: () => void;
  onNewWeights: () => void;
}

/** Go on and pause, one step, from the beginning, other weights; and how quickly. */
export function Controls({ told: { playing, out }, pace, onPace, onPlay, onStep, onReset, onNewWeights }: Props) {
  const { t } = useTranslation('playground');
  const stuck = Boolean(out?.problem);
  return (
    <div className={styles.controls}>
      <Button variant="filled" className={styles.play} disabled={stuck} onClick={onPlay}>
        {t(playing ? 'controls.pause' : 'controls.play')}
      </Button>
      <Button disabled={stuck} onClick={onStep}>
        {t('controls.step')}
      </Button>
      <Button onClick={onReset}>{t('controls.reset')}</Button>
      <Button onClick={onNewWeights}>{t('controls.newWeights')}</Button>
      <Choice label={t('controls.pace')} value={pace} choices={PACES} text={(steps) => number(steps)} onChange={onPace} />
      <p className={styles.steps}>
        {t('controls.at', { step: number(out?.step ?? 0) })}
      </p>
    </div>
  );
}
