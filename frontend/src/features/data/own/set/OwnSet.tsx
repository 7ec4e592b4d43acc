import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { DatasetOut } from '@/api';
import { ProblemsError } from '@/shared/problems';
import { EmptyState, ErrorText, Waiting } from '@/shared/ui';
import { ownId } from '../../datasets';
import { useOwn } from '../asking';
import { Collecting, type Pad } from '../collecting/Collecting';
import { Curating } from './Curating';
import { Damaged, isDamaged } from './Damaged';
import { Header } from './Header';

interface Props {
  set: DatasetOut;
  pad: Pad;
  /** Random changes of its pictures, to be tried out. */
  augmenting: ReactNode;
}

/** A data set of one's own: looked through, put right, added to, and learnt from. */
export function OwnSet({ set, pad, augmenting }: Props) {
  const { t } = useTranslation('own');
  const [search, setSearch] = useSearchParams();
  const id = ownId(set);
  const { data: own, error, refetch } = useOwn(id);
  if (error instanceof ProblemsError && error.status === 404) {
    return (
      <EmptyState page title={t('set.gone')} action={<Link to="/data">{t('import.toData')}</Link>}>
        {t('set.goneText')}
      </EmptyState>
    );
  }
  if (isDamaged(error)) return <Damaged set={set} error={error} />;
  if (!own) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;

  const way = search.get('collect') === 'camera' ? 'camera' : search.has('collect') ? 'draw' : null;
  const collect = (next: typeof way) =>
    setSearch(
      (before) => {
        before.delete('collect');
        if (next) before.set('collect', next);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <>
      <Header own={own} collect={() => collect(way ? null : 'draw')} collecting={way !== null} />
      {way && <Collecting own={own} pad={pad} way={way} choose={collect} />}
      {own.pictures > 0 ? (
        <>
          <Curating own={own} />
          {own.train > 0 && augmenting}
        </>
      ) : (
        !way && <EmptyState title={t('set.empty')}>{t('set.emptyText')}</EmptyState>
      )}
    </>
  );
}
