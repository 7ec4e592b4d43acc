import { useTranslation } from 'react-i18next';
import type { CellOut, TermOut } from '@/api';
import { number } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import { total } from '@/shared/maps/windows';
import { written } from '../indexing';
import { Steps, Sum } from './Sum';
import type { ViewProps } from './index';
import styles from './Views.module.css';

const MOST = 10;

/** The largest terms one by one, and all others as one number: how every layer can be told. */
export function TermsView({ cell }: ViewProps) {
  const { t } = useTranslation('inside');
  const sorted = [...cell.terms].sort((one, other) => size(other) - size(one));
  const shown = sorted.slice(0, MOST);
  const hidden = sorted.slice(MOST);
  const others = cell.count - shown.length;
  const left = hidden.length > 0 ? total(hidden.map(({ value }) => value)) : 0;
  const most = size(shown[0]) || 1;
  return (
    <>
      {shown.length === 0 && cell.sums.length === 0 && <p className={styles.help}>{t('cell.noTerms')}</p>}
      <ol className={styles.terms} aria-label={t('cell.terms')}>
        {shown.map((term, place) => (
          <li key={place} style={{ '--share': Math.min(size(term) / most, 1), '--sign': `var(${(term.value ?? 0) < 0 ? '--negative' : '--positive'})` } as React.CSSProperties}>
            <Term term={term} cell={cell} />
          </li>
        ))}
      </ol>
      <Steps steps={cell.steps} />
      <Sum cell={cell} parts={others > 0 && hidden.length > 0 ? [{ key: 'others', name: t('cell.others', { count: hidden.length, number: number(hidden.length) }), value: left }] : []} />
    </>
  );
}

function Term({ term: { of, at, number: value, factor, factor_of: factorOf, factor_at: factorAt, value: product }, cell }: { term: TermOut; cell: CellOut }) {
  const node = cell.sources.find((source) => source.of === of)?.node;
  return (
    <>
      <span className={styles.where} title={node}>
        {of}
        {written(at)}
      </span>
      <span>
        {amount(value)}
        {factor !== null && (
          <>
            {' × '}
            <span title={factorOf ? `${factorOf}${factorAt ? written(factorAt) : ''}` : undefined}>{amount(factor)}</span>
          </>
        )}
      </span>
      <b>{factor === null && product !== value ? '→ ' : '= '}{amount(product)}</b>
    </>
  );
}

/** What is no number comes first. */
function size(term: TermOut | undefined): number {
  return term ? Math.abs(term.value ?? Infinity) : 0;
}
