import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassProbability, InsideOut, MapsOut, ModelOut, TriedOut } from '@/api';
import { visible } from '@/shared/characters';
import { number, percent } from '@/shared/format';
import { asPicture, numbersOf } from '@/shared/maps/planes';
import { ErrorText, Panel, PixelImage, ValueBar } from '@/shared/ui';
import type { Changes } from './changes';
import styles from './PredictionPanel.module.css';

interface Props {
  model: ModelOut;
  look: InsideOut | null;
  tried: TriedOut | null;
  error: unknown;
  changes: Changes;
}

const MOST = 5;

/** What the network says; with changed weights, what it said before stands beside it. */
export function PredictionPanel({ model, look, tried, error, changes }: Props) {
  const { t } = useTranslation('inside');
  const changed = changes.now.length > 0;
  const after = (changed ? tried?.after : null) ?? look?.probabilities ?? null;
  const before = changed ? (tried?.before ?? null) : null;
  const made = (changed ? tried?.made : null) ?? look?.made ?? null;
  const madeBefore = changed ? (tried?.made_before ?? null) : null;
  return (
    <Panel label={t('prediction.title')} className={styles.panel}>
      {changed && <p className={styles.help}>{t('prediction.changed', { count: changes.now.length, number: number(changes.now.length) })}</p>}
      {error ? <ErrorText error={error} /> : null}
      {after && <Bars after={after} before={before} />}
      {made && (
        <div className={styles.made}>
          {madeBefore && <Made page={madeBefore} label={t('prediction.madeBefore')} />}
          <Made page={made} label={t(changed ? 'prediction.madeAfter' : 'prediction.made')} />
        </div>
      )}
      {look && !after && !made && <p className={styles.help}>{t('prediction.none', { name: model.name })}</p>}
    </Panel>
  );
}

function Bars({ after, before }: { after: readonly ClassProbability[]; before: readonly ClassProbability[] | null }) {
  const { t } = useTranslation('inside');
  const old = new Map((before ?? []).map(({ label, probability }) => [label, probability]));
  const largest = (one: ClassProbability) => Math.max(one.probability ?? 2, old.get(one.label) ?? 0);
  const shown = [...after].sort((one, other) => largest(other) - largest(one)).slice(0, MOST);
  return (
    <table className={styles.bars}>
      <thead className={before ? undefined : 'unseen'}>
        <tr>
          <th scope="col">{t('prediction.answer')}</th>
          {before && <th scope="col">{t('prediction.before')}</th>}
          <th scope="col">{before ? t('prediction.after') : t('prediction.share')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ label, probability }) => (
          <tr key={label}>
            <th scope="row">{visible(label)}</th>
            {before && (
              <td>
                <Share value={old.get(label) ?? null} />
              </td>
            )}
            <td>
              <Share value={probability} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Share({ value }: { value: number | null }) {
  return (
    <span className={styles.share}>
      <ValueBar value={value ?? 0} />
      <span className="num">{percent(value ?? NaN)}</span>
    </span>
  );
}

function Made({ page, label }: { page: MapsOut; label: string }) {
  const { values, extent } = useMemo(() => asPicture(numbersOf(page).subarray(0, page.width * page.height)), [page]);
  return (
    <figure className={styles.picture}>
      <PixelImage values={values} width={page.width} height={page.height} scale="chalk" extent={extent} label={label} className={styles.canvas} />
      <figcaption>{label}</figcaption>
    </figure>
  );
}
