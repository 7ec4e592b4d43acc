import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { cancelModelJudgement, judgeModel, type ModelOut, type VerdictOut } from '@/api';
import { getModelVerdictOptions, getModelVerdictQueryKey } from '@/api/@tanstack/react-query.gen';
import { percent } from '@/shared/format';
import { useStreamMessage } from '@/shared/stream';
import { toastError } from '@/shared/toast';
import { ErrorText, ValueBar, Waiting } from '@/shared/ui';
import { ChosenGenerator } from '../ChosenGenerator';
import type { Place } from '../place';
import styles from './Judge.module.css';
import { doingKey, type Verdict } from './verdict';
import { VerdictReport } from './VerdictReport';

/** How good a generator is, measured by a judge that it has never seen. */
export function JudgeView({ place }: { place: Place }) {
  return (
    <ChosenGenerator place={place}>
      {(model, choice) => (
        <div className={styles.page}>
          <div className={styles.choice}>{choice}</div>
          <Judging key={model.id} model={model} />
        </div>
      )}
    </ChosenGenerator>
  );
}

function Judging({ model }: { model: ModelOut }) {
  const { t } = useTranslation('generate');
  const client = useQueryClient();
  const path = { id: model.id };
  const queryKey = getModelVerdictQueryKey({ path });
  const { data, error, refetch } = useQuery(getModelVerdictOptions({ path }));
  const put = (answer: VerdictOut) => client.setQueryData(queryKey, answer);
  const start = useMutation({ mutationFn: () => judgeModel({ path, body: {} }), onSuccess: put, onError: toastError });
  const cancel = useMutation({ mutationFn: () => cancelModelJudgement({ path }), onSuccess: put, onError: toastError });
  useStreamMessage('judging', ({ model: judged, type: _type, ...told }) => {
    if (judged !== model.id) return;
    client.setQueryData<VerdictOut>(queryKey, (known) => known && { ...known, ...told });
    if (told.state === 'ready') void client.invalidateQueries({ queryKey });
  });

  if (error && !data) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const verdict = data.verdict as unknown as Verdict | null;
  const busy = data.state === 'waiting' || data.state === 'running';
  return (
    <>
      <div className={styles.start}>
        <div className={styles.intro}>
          <h2>{t('judge.title')}</h2>
          <p>{t('judge.about')}</p>
        </div>
        {busy ? (
          <Under told={data} onCancel={() => cancel.mutate()} cancelling={cancel.isPending} />
        ) : (
          <Button variant={verdict ? 'default' : 'filled'} loading={start.isPending} onClick={() => start.mutate()}>
            {t(verdict ? 'judge.again' : 'judge.start')}
          </Button>
        )}
      </div>
      {data.state === 'failed' && data.error && (
        <p role="alert" className={styles.failed}>
          <span aria-hidden="true">✕</span> {data.error}
        </p>
      )}
      {verdict ? <VerdictReport verdict={verdict} model={model} /> : !busy && <p className={styles.none}>{t('judge.none')}</p>}
    </>
  );
}

function Under({ told, onCancel, cancelling }: { told: VerdictOut; onCancel: () => void; cancelling: boolean }) {
  const { t } = useTranslation('generate');
  const share = told.total ? told.done / told.total : 0;
  const key = told.what ? doingKey(told.what) : 'judge.waiting';
  const what = i18next.exists(`generate:${key}`) ? t(key) : (told.what ?? '');
  return (
    <div className={styles.under}>
      <div
        role="progressbar"
        aria-label={t('judge.progress')}
        aria-valuetext={`${what} ${percent(share, 0)}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className={styles.progress}
      >
        <span>{what}</span>
        <ValueBar value={share} />
      </div>
      <Button loading={cancelling} onClick={onCancel}>
        {t('judge.cancel')}
      </Button>
    </div>
  );
}
