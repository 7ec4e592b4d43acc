import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { commandRun, type RunDetail } from '@/api';
import { hasEnded, noteRun } from '@/shared/liveRun';
import { toastError } from '@/shared/toast';
import { refusalOf } from './availability';
import { ReasonedButton } from './ReasonedButton';
import styles from './Training.module.css';

/** Pause, go on, one step, stop: for a run as such, away from its network. Nothing for one that has ended. */
export function RunControls({ run }: { run: RunDetail }) {
  const { t } = useTranslation('training');
  const client = useQueryClient();
  const command = useMutation({
    mutationFn: (action: 'pause' | 'resume' | 'step' | 'stop') =>
      commandRun({ path: { id: run.id }, body: { do: action } }),
    onSuccess: (changed) => noteRun(client, changed),
    onError: toastError,
  });
  if (hasEnded(run)) return null;
  const situation = { run, change: null, hasNetwork: true, ready: true, busy: command.isPending };
  const actions = [run.paused ? 'resume' : 'pause', 'step', 'stop'] as const;
  return (
    <div className={styles.controls}>
      {actions.map((action, place) => {
        const refusal = refusalOf(action, situation);
        return (
          <ReasonedButton
            key={place}
            name={t(`actions.${action}`)}
            action={action}
            about={t(`about.${action}`)}
            refusal={refusal && t(`refusals.${refusal}`)}
            onAction={command.mutate}
            primary={place === 0}
          />
        );
      })}
    </div>
  );
}
