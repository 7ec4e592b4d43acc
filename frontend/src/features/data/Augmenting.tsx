import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DatasetOut, getAugmented, type PartOut } from '@/api';
import { catalogueOptions } from '@/api/@tanstack/react-query.gen';
import type { PartSpec } from '@/shared/recipe';
import { toastUndo } from '@/shared/toast';
import { ErrorText, Waiting } from '@/shared/ui';
import { useHistory, useWorkbench } from '@/shared/workbench';
import { type Chosen, chosenFrom, specsOf } from './augmentation';
import { asAddress } from './asAddress';
import { AugmentationForm } from './AugmentationForm';
import { RefusableButton } from './RefusableButton';
import styles from './Augmenting.module.css';

const SHOWN = 12;
const COLUMNS = 6;
const PAUSE = 80;

/** Random changes of the pictures: try them out on real ones, then put them into the network's recipe. */
export function Augmenting({ set }: { set: DatasetOut }) {
  const { data: catalogue, error, refetch } = useQuery(catalogueOptions());
  const opening = useWorkbench((state) => state.opening);
  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!catalogue) return <Waiting />;
  return <Trial key={opening} set={set} parts={catalogue.augmentations} />;
}

function Trial({ set, parts }: { set: DatasetOut; parts: readonly PartOut[] }) {
  const { t } = useTranslation('data');
  const [chosen, choose] = useState<Chosen>(() => chosenFrom(useWorkbench.getState().recipe?.data?.augmentation, parts));
  const [sample, setSample] = useState(0);
  const [specs] = useDebouncedValue(specsOf(chosen, parts), PAUSE);
  return (
    <div className={styles.trial}>
      <AugmentationForm parts={parts} chosen={chosen} choose={choose} />
      <div className={styles.pictures}>
        <Pictures title={t('before')} set={set} specs={[]} sample={sample} />
        <Pictures title={t('after')} set={set} specs={specs} sample={sample} />
        <div className={styles.row}>
          <Button onClick={() => setSample(sample + 1)}>{t('others')}</Button>
          <UseIt specs={specsOf(chosen, parts)} />
        </div>
      </div>
    </div>
  );
}

function Pictures({ title, set, specs, sample }: { title: string; set: DatasetOut; specs: PartSpec[]; sample: number }) {
  const start = (sample * SHOWN) % Math.max((set.train ?? 0) - SHOWN, 1);
  const body = { augmentation: specs, start, count: SHOWN, columns: COLUMNS, seed: sample };
  const { data, error, refetch } = useQuery({
    queryKey: ['augmented', set.name, body],
    queryFn: async ({ signal }) => asAddress((await getAugmented({ path: { name: set.name }, body, signal, parseAs: 'blob' })) as Blob),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  return (
    <figure className={styles.figure}>
      <figcaption>{title}</figcaption>
      {error ? <ErrorText error={error} retry={() => void refetch()} /> : <img src={data} alt={title} className={styles.sheet} />}
    </figure>
  );
}

function UseIt({ specs }: { specs: PartSpec[] }) {
  const { t } = useTranslation('data');
  const recipe = useWorkbench((state) => state.recipe);
  const undo = useHistory((history) => history.undo);
  const same = JSON.stringify(recipe?.data?.augmentation ?? []) === JSON.stringify(specs);
  const refusal = !recipe ? t('noNetwork') : same ? t('alreadyUsed') : undefined;
  const put = () => {
    if (!recipe) return;
    useWorkbench.getState().edit({ ...recipe, data: { ...recipe.data, augmentation: specs } });
    toastUndo(t('augmentationUsed'), () => undo());
  };
  return <RefusableButton label={t('useInNetwork')} refusal={refusal} act={put} />;
}
