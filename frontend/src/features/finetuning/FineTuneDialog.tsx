import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { createRun, type FineTuningOut } from '@/api';
import { getModelOptions, getRunQueryKey, listDatasetsOptions } from '@/api/@tanstack/react-query.gen';
import { noteRun } from '@/shared/liveRun';
import { Dialog, ErrorText, Waiting } from '@/shared/ui';
import { firstWish, teachable, useTuning, type Wish } from './tuning';
import styles from './FineTuning.module.css';
import { WeightsTable } from './WeightsTable';
import { WishForm } from './WishForm';

interface Props {
  model: string;
  name: string;
  close: () => void;
}

/** What the model is to learn, how, and what becomes of its weights; then the run begins. */
export default function FineTuneDialog({ model, name, close }: Props) {
  const { t } = useTranslation(['models', 'common']);
  return (
    <Dialog opened onClose={close} title={t('models:tune.title', { name })} size="min(960px, 100%)" closeButtonProps={{ 'aria-label': t('common:close') }}>
      <FineTuning model={model} />
    </Dialog>
  );
}

function FineTuning({ model }: { model: string }) {
  const { t } = useTranslation('models');
  const { data: known } = useQuery(getModelOptions({ path: { id: model } }));
  const { data: sets, error, refetch } = useQuery(listDatasetsOptions());
  const [changed, setChanged] = useState<Partial<Wish>>({});
  const possible = sets && known ? teachable(sets, known.input_shape.length === 3) : [];
  const first = possible.find((set) => set.name !== known?.dataset) ?? possible[0];
  const wish: Wish | null = first ? { ...firstWish(first.name), ...changed } : null;
  const [body, setBody] = useState<readonly string[]>([]);
  const tuning = useTuning(model, wish, body);
  if (tuning.data && tuning.data.layers.join() !== body.join()) setBody(tuning.data.layers);

  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!known || !sets) return <Waiting />;
  if (!wish) return <p className={styles.soft}>{t('tune.nothingToLearn')}</p>;
  return (
    <div className={styles.dialog}>
      <p className={styles.soft}>{t('tune.intro')}</p>
      <WishForm wish={wish} sets={possible} layers={body} forced={tuning.data?.new_head === true && !wish.newHead} change={(some) => setChanged({ ...changed, ...some })} />
      {tuning.error ? (
        <ErrorText error={tuning.error} retry={() => void tuning.refetch()} />
      ) : tuning.data ? (
        <Outcome model={model} tuning={tuning.data} stale={tuning.isPlaceholderData} />
      ) : (
        <Waiting />
      )}
    </div>
  );
}

function Outcome({ model, tuning, stale }: { model: string; tuning: FineTuningOut; stale: boolean }) {
  const { t } = useTranslation('models');
  const navigate = useNavigate();
  const client = useQueryClient();
  const begin = useMutation({
    mutationFn: () => createRun({ body: { recipe: tuning.recipe, begin_with: model } }),
    onSuccess: (run) => {
      client.setQueryData(getRunQueryKey({ path: { id: run.id } }), run);
      noteRun(client, run);
      void navigate(`/runs/${run.id}`);
    },
  });
  return (
    <>
      <WeightsTable tuning={tuning} />
      {begin.error ? <ErrorText error={begin.error} retry={() => begin.mutate()} /> : null}
      <div className={styles.end}>
        <Button variant="filled" disabled={stale || begin.isPending} loading={begin.isPending} onClick={() => begin.mutate()}>
          {t('tune.begin')}
        </Button>
      </div>
    </>
  );
}
