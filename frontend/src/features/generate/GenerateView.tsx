import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import '@/locales/generate';
import { usePageTitle } from '@/shared/page';
import { ExperimentView } from './experiment/ExperimentView';
import styles from './Generate.module.css';
import { JudgeView } from './judge/JudgeView';
import { type Place, usePlace, type View, VIEWS } from './place';
import { SteerView } from './steer/SteerView';
import { TimelineView } from './timeline/TimelineView';
import { type RunParts, TrainView } from './train/TrainView';

/** Networks that make pictures: steered, trained, looked back on, judged, and experimented with. */
export function GenerateView({ parts }: { parts: RunParts }) {
  const { t } = useTranslation('generate');
  const place = usePlace();
  usePageTitle(t('title'));
  return (
    <div className={styles.page}>
      <h1 className="unseen">{t('title')}</h1>
      <Tabs value={place.view} onChange={(view) => place.go({ view: view as View })} keepMounted={false}>
        <Tabs.List aria-label={t('title')} className={styles.list}>
          {VIEWS.map((view) => (
            <Tabs.Tab key={view} value={view}>
              {t(`views.${view}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {VIEWS.map((view) => (
          <Tabs.Panel key={view} value={view} className={styles.body}>
            <Shown view={view} place={place} parts={parts} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}

function Shown({ view, place, parts }: { view: View; place: Place; parts: RunParts }) {
  switch (view) {
    case 'train':
      return <TrainView place={place} parts={parts} />;
    case 'timeline':
      return <TimelineView place={place} />;
    case 'judge':
      return <JudgeView place={place} />;
    case 'experiment':
      return <ExperimentView place={place} />;
    default:
      return <SteerView place={place} />;
  }
}
