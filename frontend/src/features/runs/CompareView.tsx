import { SegmentedControl } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { getRunOptions } from '@/api/@tanstack/react-query.gen';
import { accuracyRange, Chart, Key, lastOf, lossOf, lossRange, seriesLook, shareOf } from '@/shared/charts';
import { count, duration, number } from '@/shared/format';
import { courseOptions } from '@/shared/liveRun';
import type { Recipe } from '@/shared/recipe';
import { EmptyState, ErrorText, Waiting } from '@/shared/ui';
import { AXES, type Axis, type Compared, comparedLines, identical, SHOWN, type Shown } from './comparison';
import styles from './Compare.module.css';
import { DifferencesTable } from './DifferencesTable';
import { differences } from './recipeDiff';
import { ResultsTable } from './ResultsTable';

const MOST = 12; // runs that can be told apart at a glance

/** Runs side by side: their curves over each other, what differs between their recipes, and what came of them. */
export function CompareView({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('runs');
  const wanted = ids.slice(0, MOST);
  const runs = useQueries({ queries: wanted.map((id) => getRunOptions({ path: { id } })) });
  const courses = useQueries({ queries: wanted.map((id) => courseOptions(id)) });

  const all: Compared[] = runs.flatMap(({ data: run }, place) => (run ? [{ run, course: courses[place]?.data }] : []));
  const error = runs.find((query) => query.error)?.error;
  if (wanted.length === 0) {
    return (
      <EmptyState page title={t('comparison.none')} action={<Link to="/runs">{t('comparison.choose')}</Link>}>
        {t('compareNeeds')}
      </EmptyState>
    );
  }
  if (all.length === 0) return error ? <ErrorText error={error} /> : <Waiting />;

  const recipes = all.map(({ run }) => run.recipe as unknown as Recipe);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('shell:pages.compare')}</h1>
      {error && <ErrorText error={error} />}
      <Sameness all={all} />
      <Overlay all={all} />
      <section aria-labelledby="results" className={styles.card}>
        <h2 id="results">{t('comparison.results')}</h2>
        <ResultsTable all={all} />
      </section>
      <section aria-labelledby="differences" className={styles.card}>
        <h2 id="differences">{t('comparison.differences')}</h2>
        <DifferencesTable runs={all.map(({ run }) => run)} differences={differences(recipes)} />
      </section>
    </div>
  );
}

/** Says when runs gave the same numbers to the last bit, as runs of one recipe and seed should. */
function Sameness({ all }: { all: readonly Compared[] }) {
  const { t } = useTranslation('runs');
  const same = all.map((one) => all.filter((other) => identical(one, other))).find(({ length }) => length > 1);
  if (!same) return null;
  const names = same.map(({ run }) => run.name);
  return (
    <p role="status" className={styles.same}>
      <strong>{t('comparison.identical')}</strong> {t('comparison.identicalText', { names: names.join(', ') })}
    </p>
  );
}

function Overlay({ all }: { all: readonly Compared[] }) {
  const { t } = useTranslation('runs');
  const [shown, setShown] = useState<Shown>('validation');
  const [axis, setAxis] = useState<Axis>('epoch');
  const position = axis === 'seconds' ? duration : axis === 'epoch' ? (x: number) => number(x, 1) : count;
  const charts = [
    { what: 'loss', title: 'lossCurve', value: lossOf, range: lossRange },
    { what: 'accuracy', title: 'accuracyCurve', value: shareOf, range: accuracyRange },
  ] as const;

  return (
    <section aria-label={t('comparison.curves')} className={styles.card}>
      <div className={styles.choices}>
        <SegmentedControl
          aria-label={t('comparison.shown')}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={SHOWN.map((one) => ({ value: one, label: t(`comparison.${one}`) }))}
        />
        <SegmentedControl
          aria-label={t('comparison.axis')}
          value={axis}
          onChange={(value) => setAxis(value as Axis)}
          data={AXES.map((one) => ({ value: one, label: t(`comparison.${one}`) }))}
        />
      </div>
      <div className={styles.charts}>
        {charts.map(({ what, title, value, range }) => {
          const lines = comparedLines(all, what, shown, axis, t('training:curves.training'));
          const values = lines.map((line) => `${line.label} ${value(lastOf(line))}`).join(', ');
          return (
            <figure key={what} className={styles.chart}>
              <figcaption>{t(`training:curves.${what}`)}</figcaption>
              <div>
                <Chart
                  label={`${t(`training:curves.${title}`)}: ${values}`}
                  lines={lines}
                  value={value}
                  position={position}
                  fractions={axis === 'seconds'}
                  range={range}
                />
              </div>
            </figure>
          );
        })}
      </div>
      <Key lines={all.map(({ run }, place) => ({ label: run.name, ...seriesLook(place) }))} />
    </section>
  );
}
