import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RunDetail } from '@/api';
import { seriesLook } from '@/shared/charts';

/** The head of a table with one column per run, each with the line that it has in the charts. */
export function RunHeads({ runs }: { runs: readonly RunDetail[] }) {
  const { t } = useTranslation('runs');
  return (
    <thead>
      <tr>
        <th>
          <span className="unseen">{t('comparison.quantity')}</span>
        </th>
        {runs.map((run, place) => {
          const { colour, dash } = seriesLook(place);
          return (
            <th key={run.id} scope="col">
              <svg width="22" height="8" aria-hidden="true">
                <line x1="0" y1="4" x2="22" y2="4" stroke={`var(${colour})`} strokeWidth="2.5" strokeDasharray={dash?.join(' ')} />
              </svg>{' '}
              <Link to={`/runs/${run.id}`}>{run.name}</Link>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
