import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { catalogueOptions } from '@/api/@tanstack/react-query.gen';
import { number, percent } from '@/shared/format';
import { datasetOf } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import type { Split } from './datasets';
import styles from './DatasetDetail.module.css';

/** Training or test examples, and what becomes of them when a network learns. */
export function SplitChoice({ set, split, choose }: { set: DatasetOut; split: Split; choose: (split: Split) => void }) {
  const { t } = useTranslation('data');
  const recipe = useWorkbench((state) => state.recipe);
  const { data: catalogue } = useQuery(catalogueOptions());
  const own = recipe && datasetOf(recipe) === set.name;
  const usual = catalogue?.data.find(({ name }) => name === 'validation')?.default;
  const share = (own ? recipe.data?.validation : undefined) ?? (usual as number | undefined);
  const aside = Math.round((set.train ?? 0) * (share ?? 0));
  return (
    <div>
      <SegmentedControl
        fullWidth
        aria-label={t('split')}
        value={split}
        onChange={(value) => choose(value as Split)}
        data={[
          { value: 'train', label: t('train', { number: number(set.train) }) },
          { value: 'test', label: t('test', { number: number(set.test) }) },
        ]}
      />
      <p className={styles.help}>
        {split === 'test'
          ? t('testHelp')
          : share === 0
            ? t('validationNone')
            : share !== undefined && t(own ? 'validationOwn' : 'validationUsual', { share: percent(share, 0), number: number(aside) })}
      </p>
    </div>
  );
}
