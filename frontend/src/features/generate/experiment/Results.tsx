import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SweepOut, SweepPoint } from '@/api';
import { Chart, Key, lastOf, type Line, shareOf } from '@/shared/charts';
import { number, percent } from '@/shared/format';
import { stateWord } from '@/shared/run';
import { StateMark } from '@/shared/StateMark';
import { Panel, ValueBar } from '@/shared/ui';
import { frameAddress } from '../runs';
import { useSteadyPicture } from '@/shared/plane/useSteadyPicture';
import styles from './Experiment.module.css';
import { Found } from './Found';
import { curveOf, rowsOf } from './plan';

/** The sheets of all runs, fidelity and diversity as two curves, and what they say together. */
export function Results({ sweep }: { sweep: SweepOut }) {
  const { t } = useTranslation('generate');
  const lines: Line[] = [
    { label: t('experiment.fidelity'), colour: '--accent', points: curveOf(sweep.points, 'fidelity') },
    { label: t('experiment.diversity'), colour: '--generator', dash: [6, 3], points: curveOf(sweep.points, 'diversity') },
  ];
  return (
    <>
      <div className={styles.outcome}>
        <Panel label={t('experiment.finding')} className={styles.card}>
          <Found sweep={sweep} />
          {sweep.state !== 'ended' && <ValueBar value={sweep.done / Math.max(sweep.points.length, 1)} />}
          <p className={styles.hint}>{t('experiment.done', { done: number(sweep.done), all: number(sweep.points.length) })}</p>
          <p className={styles.hint}>{t('experiment.measures')}</p>
        </Panel>
        <Panel label={t('experiment.curves')} className={styles.card}>
          <div className={styles.chart}>
            <Chart
              waiting={t('experiment.curvesSoon')}
              label={t('experiment.curvesName', { values: lines.map((line) => `${line.label} ${shareOf(lastOf(line))}`).join(', ') })}
              lines={lines}
              value={shareOf}
              position={(share) => percent(share, 0)}
              fractions
              range={(_low, high) => [0, Math.max(1, high ?? 1)]}
            />
          </div>
          <Key lines={lines} />
        </Panel>
      </div>
      <ul className={styles.rows}>
        {rowsOf(sweep).map(({ share, noise, label, runs }) => (
          <li key={share} className={styles.row}>
            <div className={styles.rowHead}>
              <strong>{t('experiment.noise', { share: percent(share, 0) })}</strong>
              <span>{t('experiment.numbers', { noise: number(noise), label: number(label) })}</span>
            </div>
            <ul className={styles.sheets}>
              {runs.map((point) => (
                <li key={point.run}>
                  <RunSheet point={point} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

function RunSheet({ point }: { point: SweepPoint }) {
  const { t } = useTranslation('generate');
  const address = point.frame === null ? null : frameAddress(point.run, { step: point.frame, version: point.version });
  const shown = useSteadyPicture(address);
  return (
    <figure className={styles.sheet}>
      <div className={styles.picture}>
        {shown && <img src={shown} alt={t('experiment.sheet', { share: percent(point.share, 0), seed: point.seed })} />}
      </div>
      <figcaption>
        <span>
          <StateMark state={stateWord(point)} /> <Link to={`/generate?view=timeline&run=${point.run}`}>{point.name}</Link>
        </span>
        <span className="num">
          {point.fidelity === null
            ? point.steps
              ? t('experiment.step', { step: number(point.step), steps: number(point.steps) })
              : ' '
            : t('experiment.said', { fidelity: percent(point.fidelity), diversity: percent(point.diversity) })}
        </span>
      </figcaption>
    </figure>
  );
}

