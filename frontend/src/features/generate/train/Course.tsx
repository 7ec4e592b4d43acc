import { useTranslation } from 'react-i18next';
import type { RunDetail } from '@/api';
import { Chart, Key, lastOf, type Line, lossOf, lossRange, PairCharts, shareOf } from '@/shared/charts';
import type { Course as CourseOf } from '@/shared/course';
import { count, number } from '@/shared/format';
import { Alarms } from '@/shared/judging';
import { useCourse } from '@/shared/liveRun';
import { Panel } from '@/shared/ui';
import { useTimeline } from '../runs';
import { standingOf } from './standing';
import styles from './Course.module.css';

/** How the networks of a run do: both losses and what the discriminator finds, or the loss of one that learns alone. */
export function Networks({ run }: { run: RunDetail }) {
  const { t } = useTranslation('generate');
  const { data: course } = useCourse(run.id);
  const { data: timeline } = useTimeline(run.id);
  const { real_found: real, fake_found: generated } = run.progress;
  const standing = standingOf(real, generated);
  if (run.task !== 'gan') {
    return (
      <Panel label={t('course.flow')} className={styles.card}>
        <p className={styles.standing}>{t('course.flowAbout')}</p>
        <FlowLoss course={course} />
      </Panel>
    );
  }
  return (
    <Panel label={t('course.both')} className={styles.card}>
      <p className={styles.standing}>{t(standing ? `course.standing.${standing}` : 'course.standing.none')}</p>
      <PairCharts points={course?.progress ?? []} balance={balanceOf(timeline?.balance)} className={styles.pair} />
      <details className={styles.details}>
        <summary>{t('course.howToRead')}</summary>
        <p>{t('course.game')}</p>
        <p>{t('course.balance')}</p>
        <p>{t('course.shares')}</p>
      </details>
    </Panel>
  );
}

/** What the judge says of the pictures of a run. */
export function JudgeSays({ run }: { run: RunDetail }) {
  const { t } = useTranslation('generate');
  const { data: course } = useCourse(run.id);
  return (
    <Panel label={t('course.judge')} className={styles.card}>
      <p className={styles.standing}>{t('course.judgeAbout')}</p>
      <div className={styles.alarms}>
        <Alarms alarm={run.progress.judged?.alarm} />
      </div>
      <Judged course={course} />
    </Panel>
  );
}

function balanceOf(told: readonly number[] | null | undefined): [number, number] | null {
  const [discriminator, generator] = told ?? [];
  return discriminator === undefined || generator === undefined ? null : [discriminator, generator];
}

function FlowLoss({ course }: { course: CourseOf | undefined }) {
  const { t } = useTranslation('generate');
  const points = course?.progress ?? [];
  const line: Line = { label: t('course.loss'), colour: '--generator', points: points.map(({ step, loss }) => ({ x: step, y: loss })) };
  return (
    <div className={styles.chart}>
      <Chart
        waiting={t('pair:waiting')}
        label={t('pair:name', { title: t('course.lossCurve'), values: lossOf(lastOf(line)), step: number(points.at(-1)?.step ?? 0) })}
        lines={[line]}
        value={lossOf}
        position={count}
        range={lossRange}
      />
    </div>
  );
}

/** What was measured of the pictures on the way: shares from 0 to 1. */
function Judged({ course }: { course: CourseOf | undefined }) {
  const { t } = useTranslation('generate');
  const judged = course?.judged ?? [];
  const classes = Math.max(course?.classNames.length ?? 0, 1);
  const all: Line[] = [
    { label: t('course.agreement'), colour: '--accent', points: judged.map(({ step, agreement }) => ({ x: step, y: agreement })) },
    { label: t('course.quality'), colour: '--accent', points: judged.map(({ step, quality }) => ({ x: step, y: quality })) },
    { label: t('course.coverage'), colour: '--real', dash: [6, 3], points: judged.map(({ step, coverage }) => ({ x: step, y: coverage })) },
    {
      label: t('course.classesSeen'),
      colour: '--soft',
      dash: [2, 4],
      points: judged.map(({ step, classesSeen }) => ({ x: step, y: classesSeen === null ? null : classesSeen / classes })),
    },
  ];
  const told = all.filter((line) => lastOf(line) !== null);
  return (
    <>
      <div className={styles.chart}>
        <Chart
          waiting={t('course.judgeSoon')}
          label={t('pair:name', {
            title: t('course.judgedCurve'),
            values: told.map((line) => `${line.label} ${shareOf(lastOf(line))}`).join(', '),
            step: number(judged.at(-1)?.step ?? 0),
          })}
          lines={told}
          value={shareOf}
          position={count}
          range={() => [0, 1]}
        />
      </div>
      <Key lines={told} />
    </>
  );
}
