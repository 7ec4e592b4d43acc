import { CloseButton, SegmentedControl } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Inspector, Outline, Problems, useAttention, useDataset, useInspection } from '@/features/build';
import { DrawingPad, PredictionPanel, WritingPanel } from '@/features/drawing';
import { GeneratedPanel, TrainingPanel } from '@/features/training';
import { useSteadyRun } from '@/shared/liveRun';
import { taskOf } from '@/shared/recipe';
import { Waiting } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import styles from './Build.module.css';

// what draws graphs and curves is fetched while the rest is already there
const fetchEditor = () => import('@/features/build/Editor');
const fetchCurves = () => import('@/features/training/CurvesPanel');
const Editor = lazy(() => fetchEditor().then((module) => ({ default: module.Editor })));
const CurvesPanel = lazy(() => fetchCurves().then((module) => ({ default: module.CurvesPanel })));

/** Fetch what the workshop needs while somebody still chooses what to make. */
export function prepareWorkshop(): void {
  // one that cannot be fetched now is asked for again when it is needed
  Promise.all([fetchEditor(), fetchCurves()]).catch(() => undefined);
}

const NARROW = '(width <= 720px)';
const MEDIUM = '(width <= 1100px)';

/** Network, inspector, training, curves, pad and prediction on one screen; one below the other on a phone. */
export function Workshop() {
  const { t } = useTranslation('build');
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const medium = useMediaQuery(MEDIUM, undefined, { getInitialValueInEffect: false });
  const [outlined, setOutlined] = useLocalStorage({ key: 'netsumiki.outline', defaultValue: false, getInitialValueInEffect: false });
  const [drawer, setDrawer] = useState(false);
  const [view, setView] = useState<'outline' | 'canvas'>('outline');
  useInspection(useWorkbench((bench) => bench.recipe));

  useEffect(
    () =>
      useAttention.subscribe(() => {
        setDrawer(true);
        requestAnimationFrame(focusInspector);
      }),
    [],
  );
  const editor = (
    <Suspense fallback={<Waiting />}>
      <Editor
        corner={<Problems />}
        tools={
          !narrow && (
            <>
              <button type="button" aria-pressed={outlined} onClick={() => setOutlined(!outlined)}>
                {t('outline.toggle')}
              </button>
              {medium && (
                <button type="button" aria-pressed={drawer} onClick={() => setDrawer(!drawer)}>
                  {t('inspector.label')}
                </button>
              )}
            </>
          )
        }
      />
    </Suspense>
  );
  const inspector = (!medium || drawer) && (
    <div className={styles.inspector} data-inspector onKeyDown={(event) => event.key === 'Escape' && setDrawer(false)}>
      {medium && (
        <CloseButton className={styles.close} aria-label={t('page.hideInspector')} onClick={() => setDrawer(false)} />
      )}
      <Inspector />
    </div>
  );

  return (
    <div className={styles.workshop} data-outlined={outlined || undefined}>
      {narrow && (
        <SegmentedControl
          className={styles.views}
          aria-label={t('page.view')}
          value={view}
          onChange={(next) => setView(next as 'outline' | 'canvas')}
          data={[
            { value: 'outline', label: t('outline.toggle') },
            { value: 'canvas', label: t('page.canvas') },
          ]}
        />
      )}
      <div className={styles.top}>
        {(narrow ? view === 'canvas' : true) && <div className={styles.editor}>{editor}</div>}
        {(narrow ? view === 'outline' : outlined) && (
          <div className={styles.outline}>
            <Outline />
            {narrow && <Problems />}
          </div>
        )}
        {inspector}
      </div>
      <div className={styles.bottom}>
        <TrainingPanel className={styles.training} />
        <Curves />
        <Trial />
      </div>
    </div>
  );
}

/** A classifier of pictures is tried by drawing, one of characters by typing; a generator shows what it makes. */
function Trial() {
  const generates = useWorkbench(({ recipe }) => recipe !== null && taskOf(recipe) !== 'classifier');
  const reads = useDataset()?.kind;
  if (generates) return <GeneratedPanel className={styles.generated} />;
  if (reads === 'text') return <WritingPanel className={styles.generated} />;
  return (
    <>
      <DrawingPad className={styles.pad} />
      <PredictionPanel className={styles.prediction} />
    </>
  );
}

function Curves() {
  const runId = useWorkbench((bench) => bench.runId);
  const run = useSteadyRun(runId);
  return (
    <Suspense fallback={<div className={styles.curves} />}>
      <CurvesPanel runId={runId} heading={run?.name} className={styles.curves} />
    </Suspense>
  );
}

function focusInspector(): void {
  const fields = 'input:not([type="hidden"]), select, textarea';
  document.querySelector('[data-inspector]')?.querySelector<HTMLElement>(fields)?.focus();
}
