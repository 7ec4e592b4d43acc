import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getNearest, type ModelOut } from '@/api';
import { number } from '@/shared/format';
import type { PictureVerdict } from '@/shared/judging';
import { bytesOf, ErrorText, Panel, Waiting } from '@/shared/ui';
import { Picture } from '../Picture';
import styles from './Judge.module.css';

/** The generated pictures that come nearest to a training example, side by side with it: is it copying? */
export function Neighbours({ model, verdict }: { model: ModelOut; verdict: PictureVerdict }) {
  const { t } = useTranslation('generate');
  const { protocol } = verdict;
  const { data, error, refetch } = useQuery({
    // what is beside each other changes with the verdict
    queryKey: ['nearest', model.id, protocol.model_sha256, protocol.seed, protocol.count],
    queryFn: () => getNearest({ path: { id: model.id } }),
    staleTime: Infinity,
    retry: false,
  });
  const picture = (base64: string | undefined, label: string) =>
    base64 && data && <Picture bytes={bytesOf(base64)} height={data.height} width={data.width} channels={data.channels} label={label} />;
  return (
    <Panel label={t('judge.nearest')} className={styles.card}>
      <p className={styles.hint}>{t('judge.nearestAbout')}</p>
      {error ? (
        <ErrorText error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Waiting />
      ) : (
        <ul className={styles.pairs}>
          {data.generated.map((generated, place) => (
            <li key={place} className={styles.pair}>
              {picture(generated, t('judge.pairGenerated', { number: number(place + 1) }))}
              {picture(data.training[place], t('judge.pairTraining', { number: number(place + 1) }))}
              <span>{t('judge.generated')}</span>
              <span>{t('judge.training')}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
