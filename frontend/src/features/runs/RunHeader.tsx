import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { RunDetail } from '@/api';
import { hasEnded, useRuns } from '@/shared/liveRun';
import { useModels, writesText } from '@/shared/models';
import { stateWord } from '@/shared/run';
import { StateMark } from '@/shared/StateMark';
import { useWorkbench } from '@/shared/workbench';
import { RunName } from './RunName';
import styles from './RunReport.module.css';
import { twinOf } from './twins';
import { useRunActions } from './useRunActions';

interface Props {
  run: RunDetail;
  /** The buttons that steer it while it goes on. */
  controls: ReactNode;
  /** Takes its model along, once it has one. */
  take?: ReactNode;
}

/** A run's name and state, what can be done with it, and where it can be taken. */
export function RunHeader({ run, controls, take }: Props) {
  const { t } = useTranslation('runs');
  const navigate = useNavigate();
  const actions = useRunActions();
  const { data: runs } = useRuns();
  const [renaming, setRenaming] = useState(false);
  const twin = twinOf(run, runs ?? []);
  const ended = hasEnded(run);
  const writes = useModels().data?.some((model) => model.id === `run:${run.id}` && writesText(model));

  return (
    <header className={styles.header}>
      <div className={styles.name}>
        {renaming && (
          <RunName name={run.name} onRename={(name) => actions.rename(run, name)} onEnd={() => setRenaming(false)} />
        )}
        <h1 className={renaming ? 'unseen' : undefined}>{run.name}</h1>
        {!renaming && (
          <Button size="compact-sm" onClick={() => setRenaming(true)}>
            {t('rename')}
          </Button>
        )}
        <StateMark state={stateWord(run)} />
      </div>
      {controls}
      <div className={styles.actions}>
        <Button component={Link} to={`/?run=${run.id}`}>
          {t('openRecipe')}
        </Button>
        <Button onClick={() => actions.again(run, (id) => void navigate(`/runs/${id}`))}>{t('again')}</Button>
        {twin && (
          <Button component={Link} to={`/compare?runs=${twin.id},${run.id}`}>
            {t('compareWith', { name: twin.name })}
          </Button>
        )}
        {run.has_model && (
          <>
            {writes ? (
              <Button component={Link} to="/models" onClick={() => useWorkbench.getState().chooseModel(`run:${run.id}`)}>
                {t('write')}
              </Button>
            ) : run.task === 'classifier' ? (
              <Button component={Link} to={`/?model=run:${run.id}`}>
                {t('draw')}
              </Button>
            ) : (
              <Button component={Link} to={`/generate?model=run:${run.id}`}>
                {t('generate')}
              </Button>
            )}
            <Button component={Link} to={`/inside?model=run:${run.id}`}>
              {t('lookInside')}
            </Button>
            {run.task === 'classifier' && (
              <Button component={Link} to={`/map?model=run:${run.id}`}>
                {t('map')}
              </Button>
            )}
            {ended && take}
          </>
        )}
        {ended && run.has_model && (
          <Button component="a" href={`/api/runs/${run.id}/report`} target="_blank" rel="noopener">
            {t('report')}
          </Button>
        )}
        <Button color="bad" variant="subtle" onClick={() => actions.putAway(run, () => void navigate('/runs'))}>
          {t('delete')}
        </Button>
      </div>
    </header>
  );
}
