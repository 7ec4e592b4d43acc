import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, Key, type Line } from '@/shared/charts';
import { number, percent } from '@/shared/format';
import { Panel } from '@/shared/ui';
import { shared } from '../shared';
import { type Curve, EXPERIMENT, lineOf, mostDiverse } from './experiment';
import styles from './Gan.module.css';
import { SheetPicture } from './SheetPicture';

/** The sheets of the experiment, of which one is chosen; then its curves. */
export function RatioStep({ complete }: { complete: () => void }) {
  const { t } = useTranslation('lesson-gan');
  const { curves, asked, runs } = EXPERIMENT;
  const [chosen, setChosen] = useState<Curve | null>(null);
  const best = mostDiverse(curves);
  const choose = (curve: Curve) => {
    setChosen(curve);
    if (curve === best) complete();
  };
  return (
    <div className={styles.writer}>
      <Panel label={t('ratio.title')}>
        <p className={shared.note}>
          {t('ratio.about', { total: number(asked.total), steps: number(asked.steps), runs: number(runs), shares: number(curves.length), count: number(asked.count) })}
        </p>
        <ul className={styles.sheets}>
          {curves.map((curve, place) => (
            <li key={curve.noise}>
              <button type="button" className={styles.sheet} aria-pressed={curve === chosen} onClick={() => choose(curve)}>
                <SheetPicture place={place} of={curves.length} />
                <span>{t('ratio.sheet', { noise: number(curve.noise), label: number(curve.label) })}</span>
              </button>
            </li>
          ))}
        </ul>
        <p role="status" className={styles.verdict}>
          {chosen && t(chosen === best ? 'ratio.best' : 'ratio.other', { diversity: number(chosen.diversity, 2), fidelity: percent(chosen.fidelity) })}
        </p>
      </Panel>
      {chosen === best && <Curves curves={curves} />}
    </div>
  );
}

function Curves({ curves }: { curves: readonly Curve[] }) {
  const { t } = useTranslation('lesson-gan');
  const lines: Line[] = [
    { label: t('ratio.fidelity'), colour: '--accent', points: lineOf(curves, 'fidelity') },
    { label: t('ratio.diversity'), colour: '--generator', dash: [6, 3], points: lineOf(curves, 'diversity') },
  ];
  const ends = (line: Line) => `${line.label} ${number(line.points[0]?.y, 2)} → ${number(line.points.at(-1)?.y, 2)}`;
  return (
    <Panel label={t('ratio.curves')}>
      <div className={styles.chart}>
        <Chart
          label={t('ratio.curvesName', { values: lines.map(ends).join(', ') })}
          lines={lines}
          value={(y) => number(y, 2)}
          position={(noise) => number(noise)}
          range={(_low, high) => [0, Math.max(1, high ?? 1)]}
        />
      </div>
      <Key lines={lines} />
      <p className={styles.finding}>{t(`generate:experiment.findings.${EXPERIMENT.code}`, { runs: number(EXPERIMENT.runs), shares: number(curves.length) })}</p>
      <p className={shared.note}>{t('ratio.measures')}</p>
    </Panel>
  );
}
