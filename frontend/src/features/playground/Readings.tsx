import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, Key, type Line, lossOf, lossRange, shareOf } from '@/shared/charts';
import { count, number } from '@/shared/format';
import type { Told } from '@/shared/lab';
import { Panel } from '@/shared/ui';
import styles from './Playground.module.css';

/** How well it does: loss and accuracy on the points that it learns from, and on those it never saw. */
export function Readings({ told: { out, course } }: { told: Told }) {
  const { t } = useTranslation('playground');
  const lines = useMemo(
    (): Line[] =>
      (['training', 'test'] as const).map((split) => ({
        label: t(`readings.${split}`),
        colour: split === 'training' ? '--curve-training' : '--curve-validation',
        ...(split === 'test' && { dash: [6, 4] }),
        points: course.map(({ step, measured }) => ({ x: step, y: measured[split].loss })),
      })),
    [course, t],
  );
  const measured = out?.measured;
  return (
    <Panel label={t('readings.title')} className={styles.readings}>
      <table className={styles.numbers}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('readings.loss')}</th>
            <th scope="col">{t('readings.accuracy')}</th>
          </tr>
        </thead>
        <tbody>
          {(['training', 'test'] as const).map((split) => (
            <tr key={split}>
              <th scope="row">{t(`readings.${split}`)}</th>
              <td>{lossOf(measured?.[split].loss ?? null)}</td>
              <td>{shareOf(measured?.[split].accuracy ?? null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.curve}>
        <Chart
          label={t('readings.curve', { training: lossOf(measured?.training.loss ?? null), test: lossOf(measured?.test.loss ?? null), step: number(out?.step ?? 0) })}
          waiting={t('readings.waiting')}
          lines={lines}
          value={lossOf}
          position={count}
          range={lossRange}
        />
      </div>
      <Key lines={lines} />
    </Panel>
  );
}
