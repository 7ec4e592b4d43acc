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
import { NAME, specOf, type Windows, windowsFrom } from './enlargement';
import { EnlargementForm } from './EnlargementForm';
import { RefusableButton } from './RefusableButton';
import styles from './Augmenting.module.css';

const SHOWN = 12;
const COLUMNS = 6;
const PAUSE = 80;

/** Changes of the pictures, at random or by a fixed rule: try them out on real ones, then put them into the recipe. */
export function Augmenting({ set }: { set: DatasetOut }) {
  const { data: catalogue, error, refetch } = useQuery(catalogueOptions());
  const opening = useWorkbench((state) => state.opening);
  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  const enlargement = catalogue?.enlargements.find(({ name }) => name === NAME);
  if (!catalogue || !enlargement) return <Waiting />;
  return <Trial key={opening} set={set} parts={catalogue.augmentations} enlargement={enlargement} />;
}

interface Changes {
  augmentation: PartSpec[];
  enlargement: PartSpec | null;
}

const UNCHANGED: Changes = { augmentation: [], enlargement: null };

function Trial({ set, parts, enlargement }: { set: DatasetOut; parts: readonly PartOut[]; enlargement: PartOut }) {
  const { t } = useTranslation('data');
  const [chosen, choose] = useState<Chosen>(() => chosenFrom(useWorkbench.getState().recipe?.data?.augmentation, parts));
  const [windows, move] = useState<Windows | null>(() => windowsFrom(useWorkbench.getState().recipe?.data?.enlargement, enlargement));
  const [sample, setSample] = useState(0);
  const changesOf = (form: Chosen, moved: Windows | null) => ({ augmentation: specsOf(form, parts), enlargement: specOf(moved, enlargement) });
  const [settled] = useDebouncedValue(chosen, PAUSE);
  const [still] = useDebouncedValue(windows, PAUSE);
  const [height, width] = set.shape ?? [];
  const size = height && width ? ([height, width] as const) : null;
  return (
    <div className={styles.trial}>
      <div className={styles.form}>
        <AugmentationForm parts={parts} chosen={chosen} choose={choose} />
        {size && <EnlargementForm part={enlargement} size={size} chosen={windows} choose={move} />}
      </div>
      <div className={styles.pictures}>
        <Pictures title={t('before')} set={set} changes={UNCHANGED} sample={sample} />
        <Pictures title={t('after')} set={set} changes={changesOf(settled, still)} sample={sample} />
        <div className={styles.row}>
          <Button onClick={() => setSample(sample + 1)}>{t('others')}</Button>
          <UseIt changes={changesOf(chosen, windows)} />
        </div>
      </div>
    </div>
  );
}

function Pictures({ title, set, changes, sample }: { title: string; set: DatasetOut; changes: Changes; sample: number }) {
  const start = (sample * SHOWN) % Math.max((set.train ?? 0) - SHOWN, 1);
  const body = { ...changes, start, count: SHOWN, columns: COLUMNS, seed: sample };
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

function UseIt({ changes }: { changes: Changes }) {
  const { t } = useTranslation('data');
  const recipe = useWorkbench((state) => state.recipe);
  const undo = useHistory((history) => history.undo);
  const { augmentation = [], enlargement = null, ...others } = recipe?.data ?? {};
  const same = JSON.stringify({ augmentation, enlargement }) === JSON.stringify(changes);
  const refusal = !recipe ? t('noNetwork') : same ? t('alreadyUsed') : undefined;
  const put = () => {
    if (!recipe) return;
    const data = { ...others, augmentation: changes.augmentation, ...(changes.enlargement && { enlargement: changes.enlargement }) };
    useWorkbench.getState().edit({ ...recipe, data });
    toastUndo(t('augmentationUsed'), () => undo());
  };
  return <RefusableButton label={t('useInNetwork')} refusal={refusal} act={put} />;
}
