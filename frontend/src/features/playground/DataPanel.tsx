import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { getPointsOptions } from '@/api/@tanstack/react-query.gen';
import { number, percent } from '@/shared/format';
import { useScheme } from '@/shared/theme/colour';
import { Panel, Slider } from '@/shared/ui';
import { paintPoints } from '@/shared/lab';
import styles from './Playground.module.css';
import { type DatasetName, DATASETS, type Settings } from './settings';

const SHOWN = 80;

/** Which points are to be told apart, and how hard that is made. */
export function DataPanel({ settings, onChange }: { settings: Settings; onChange: (some: Partial<Settings>) => void }) {
  const { t } = useTranslation('playground');
  const group = useId();
  return (
    <Panel label={t('data.title')} className={styles.data}>
      <div role="radiogroup" aria-label={t('data.set')} className={styles.sets}>
        {DATASETS.map((name) => (
          <label key={name} className={styles.set}>
            <input type="radio" name={group} checked={settings.dataset === name} onChange={() => onChange({ dataset: name })} />
            <SetPicture name={name} />
            <span>{t(`data.sets.${name}`)}</span>
          </label>
        ))}
      </div>
      <Slider label={t('data.noise')} value={settings.noise} text={number(settings.noise, 2)} min={0} max={0.6} step={0.01} onChange={(noise) => onChange({ noise })} />
      <Slider label={t('data.testShare')} value={settings.testShare} text={percent(settings.testShare, 0)} min={0.1} max={0.8} step={0.1} onChange={(testShare) => onChange({ testShare })} />
      <Slider label={t('data.batchSize')} value={settings.batchSize} text={number(settings.batchSize)} min={1} max={50} step={1} onChange={(batchSize) => onChange({ batchSize })} />
    </Panel>
  );
}

function SetPicture({ name }: { name: DatasetName }) {
  const place = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  const { data } = useQuery({ ...getPointsOptions({ path: { name }, query: { count: SHOWN } }), staleTime: Infinity });
  useEffect(() => {
    if (!place.current || !data) return;
    const reach = 1.1 * Math.max(...[...data.x, ...data.y].map(Math.abs));
    paintPoints(place.current, [{ points: data, hollow: false }], reach, SHOWN);
  }, [data, scheme]);
  return <canvas ref={place} aria-hidden="true" />;
}
