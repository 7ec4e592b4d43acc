import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnOut } from '@/api';
import { number } from '@/shared/format';
import { ModelChoice } from '@/shared/ModelChoice';
import { useModels } from '@/shared/models';
import { Choice } from '@/shared/ui';
import type { Filter } from '../asking';
import styles from './Set.module.css';

interface Props {
  own: OwnOut;
  filter: Filter;
  /** The model has read all pictures. */
  answered: boolean;
  show: (next: Partial<Omit<Filter, 'label'>>) => void;
}

const SPLITS = ['all', 'train', 'test', 'left_out'] as const;
const ONLY = ['all', 'duplicate', 'wrong', 'unsure'] as const;

/** Which pictures are shown: of what purpose, and which of them are worth a look. */
export function Filters({ own, filter, answered, show }: Props) {
  const { t } = useTranslation('own');
  const models = useModels().data?.filter(({ kind, input_shape: shape }) => kind === 'classifier' && shape.join() === own.shape.join()) ?? [];
  const asks = filter.only === 'wrong' || filter.only === 'unsure';
  const counts = { all: own.pictures, train: own.train, test: own.test, left_out: own.left_out };
  return (
    <div className={styles.filters}>
      <Choice
        label={t('filters.split')}
        value={filter.split ?? 'all'}
        choices={SPLITS}
        text={(split) => t(`filters.splits.${split}`, { number: number(counts[split]) })}
        onChange={(split) => show({ split: split === 'all' ? null : split })}
      />
      <Choice
        label={t('filters.only')}
        value={filter.only ?? 'all'}
        choices={ONLY}
        text={(only) => t(`filters.onlys.${only}`)}
        onChange={(only) => show({ only: only === 'all' ? null : only, model: filter.model ?? models[0]?.id ?? null })}
      />
      {asks &&
        (models.length > 0 ? (
          <ModelChoice
            label={t('filters.model')}
            unchosen={t('filters.noModel')}
            models={models}
            chosen={models.find(({ id }) => id === filter.model)}
            choose={(model) => show({ model })}
          />
        ) : (
          <p className={styles.help}>{t('filters.trainFirst')}</p>
        ))}
      {asks && filter.model && answered && (
        <Button component="a" download href={`/api/own/${own.id}/answers?version=${own.version}&model=${encodeURIComponent(filter.model)}`}>
          {t('filters.answers')}
        </Button>
      )}
    </div>
  );
}
