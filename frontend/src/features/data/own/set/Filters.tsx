import { useTranslation } from 'react-i18next';
import type { OwnOut } from '@/api';
import { number } from '@/shared/format';
import { ModelChoice } from '@/shared/ModelChoice';
import { Choice } from '@/shared/ui';
import type { Filter } from '../asking';
import { useReaders } from './readers';
import styles from './Set.module.css';

interface Props {
  own: OwnOut;
  filter: Filter;
  show: (next: Partial<Omit<Filter, 'label'>>) => void;
}

const SPLITS = ['all', 'train', 'test', 'left_out'] as const;
const ONLY = ['all', 'duplicate', 'wrong', 'unsure'] as const;

/** Which pictures are shown: of what purpose, and which of them are worth a look. */
export function Filters({ own, filter, show }: Props) {
  const { t } = useTranslation('own');
  const models = useReaders(own) ?? [];
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
    </div>
  );
}
