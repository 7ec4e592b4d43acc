import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getTimelineOptions } from '@/api/@tanstack/react-query.gen';
import { accuracyRange, Chart, lastOf, type Line, lossOf, lossRange, PairCharts, shareOf } from '@/shared/charts';
import type { Course } from '@/shared/course';
import { count, number } from '@/shared/format';
import { useRun } from '@/shared/liveRun';
import type { Task } from '@/shared/recipe';
import styles from './CurvesPanel.module.css';
import { JudgedTable } from './JudgedTable';

interface Props {
  view: 'curves' | 'table';
  runId: string | null;
  course: Course | undefined;
  task: Task;
}

/** A run that trains a generator, against a discriminator or by flow: its curves, or what the judge said. */
export function GeneratorView({ view, runId, course, task }: Props) {
  const balance = useBalance(runId);
  if (view === 'table') return <JudgedTable course={course} />;
  if (task === 'flow') return <FlowCurves course={course} />;
  return <PairCharts points={course?.progress ?? []} balance={balance} />;
}

/** The losses at which the discriminator cannot tell; known as soon as there is a first frame. */
function useBalance(runId: string | null): [number, number] | null {
  const begun = typeof useRun(runId).data?.progress.frame_step === 'number';
  const { data } = useQuery({
    ...getTimelineOptions({ path: { id: runId ?? '' } }),
    enabled: runId !== null && begun,
    staleTime: Infinity,
    retry: false,
  });
  const [discriminator, generator] = data?.balance ?? [];
  return discriminator === undefined || generator === undefined ? null : [discriminator, generator];
}

/** A flow has one loss; how good its pictures are, the judge says. */
function FlowCurves({ course }: { course: Course | undefined }) {
  const { t } = useTranslation('training');
  const step = number(course?.progress.at(-1)?.step ?? 0);
  const loss: Line = {
    label: t('curves.training'),
    colour: '--generator',
    points: (course?.progress ?? []).map((point) => ({ x: point.step, y: point.loss })),
  };
  const agreement: Line = {
    label: t('generator.agreement'),
    colour: '--real',
    dash: [6, 3],
    points: (course?.judged ?? []).map((point) => ({ x: point.step, y: point.agreement ?? point.quality })),
  };
  const name = (title: string, line: Line, value: (y: number | null) => string) =>
    t('curves.name', { title, values: `${line.label} ${value(lastOf(line))}`, step });
  return (
    <div className={styles.curves}>
      <figure className={styles.curve}>
        <figcaption>{t('curves.loss')}</figcaption>
        <Chart
          waiting={t('curves.waiting')}
          label={name(t('curves.lossCurve'), loss, lossOf)}
          lines={[loss]}
          value={lossOf}
          position={count}
          range={lossRange}
        />
      </figure>
      <figure className={styles.curve}>
        <figcaption>{t('generator.agreement')}</figcaption>
        <Chart
          waiting={t('generator.judgedLater')}
          label={name(t('generator.agreementCurve'), agreement, shareOf)}
          lines={[agreement]}
          value={shareOf}
          position={count}
          range={accuracyRange}
        />
      </figure>
    </div>
  );
}
