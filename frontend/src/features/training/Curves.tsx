import { useTranslation } from 'react-i18next';
import { accuracyRange, Chart, Key, lastOf, type Line, lossOf, lossRange, shareOf } from '@/shared/charts';
import type { Course } from '@/shared/course';
import { count, number } from '@/shared/format';
import { curveLines } from './curves';
import styles from './CurvesPanel.module.css';

/** Loss and accuracy, training and validation together. */
export function Curves({ course }: { course: Course | undefined }) {
  const { t } = useTranslation('training');
  const words = { training: t('curves.training'), validation: t('curves.validation') };
  const { loss, accuracy } = curveLines(course, words);
  const step = course?.progress.at(-1)?.step ?? 0;
  const name = (lines: Line[], title: string, value: (y: number | null) => string) =>
    t('curves.name', {
      title,
      values: lines.map((line) => `${line.label} ${value(lastOf(line))}`).join(', '),
      step: number(step),
    });
  return (
    <div className={styles.curves}>
      <figure className={styles.curve}>
        <figcaption>{t('curves.loss')}</figcaption>
        <Chart
          waiting={t('curves.waiting')}
          label={name(loss, t('curves.lossCurve'), lossOf)}
          lines={loss}
          value={lossOf}
          position={count}
          range={lossRange}
        />
      </figure>
      <figure className={styles.curve}>
        <figcaption>{t('curves.accuracy')}</figcaption>
        <Chart
          waiting={t('curves.waiting')}
          label={name(accuracy, t('curves.accuracyCurve'), shareOf)}
          lines={accuracy}
          value={shareOf}
          position={count}
          range={accuracyRange}
        />
      </figure>
      <Key lines={loss} />
    </div>
  );
}
