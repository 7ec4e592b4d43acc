import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { createOwn } from '@/api';
import { listDatasetsQueryKey } from '@/api/@tanstack/react-query.gen';
import { toastError } from '@/shared/toast';
import { emptySet, type Way } from '../collecting/emptySet';
import styles from './Importing.module.css';
import { usePicking } from './usePicking';
import { useTaking } from './useTaking';

/** The ways in which one's own pictures get here, beside dropping them. */
export function ImportPlace() {
  const { t } = useTranslation('own');
  const navigate = useNavigate();
  const client = useQueryClient();
  const { take, busy } = useTaking();
  const { fields, pick } = usePicking(take);
  const begin = useMutation({
    mutationFn: (way: Way) => createOwn({ body: emptySet(way, t(`collect.name.${way}`)) }),
    onSuccess: async ({ dataset }, way) => {
      await client.invalidateQueries({ queryKey: listDatasetsQueryKey() });
      await navigate(`/data?${new URLSearchParams({ set: dataset, collect: way })}`);
    },
    onError: toastError,
  });
  return (
    <section aria-label={t('place.title')} className={styles.place}>
      <Folders />
      <div className={styles.words}>
        <h2 className={styles.heading}>{t('place.title')}</h2>
        <p className={styles.help}>{t('place.help')}</p>
        <div className={styles.ways}>
          <Button variant="filled" loading={busy} onClick={() => pick('file')}>
            {t('place.file')}
          </Button>
          <Button disabled={busy} onClick={() => pick('folder')}>
            {t('place.folder')}
          </Button>
          {fields}
          <span className={styles.or}>{t('place.or')}</span>
          {(['draw', 'camera'] as const).map((way) => (
            <Button key={way} disabled={begin.isPending} onClick={() => begin.mutate(way)}>
              {t(`place.${way}`)}
            </Button>
          ))}
        </div>
        <details className={styles.forms}>
          <summary>{t('place.forms')}</summary>
          <ul>
            {(['folders', 'labels', 'csv', 'idx', 'arrays'] as const).map((form) => (
              <li key={form}>{t(`place.form.${form}`)}</li>
            ))}
          </ul>
        </details>
      </div>
    </section>
  );
}

/** What a data set looks like before it is one: a folder for each class. Decoration beside the words. */
function Folders() {
  const { t } = useTranslation('own');
  const colours = ['var(--class-0)', 'var(--class-1)', 'var(--class-2)'];
  return (
    <svg viewBox="0 0 150 108" className={styles.picture} aria-hidden="true">
      {(['first', 'second', 'third'] as const).map((name, place) => (
        <g key={name} transform={`translate(0 ${place * 36})`}>
          <path d="M2 8a3 3 0 0 1 3-3h7l3 4h14a3 3 0 0 1 3 3v13a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3z" className={styles.folder} />
          <text x="40" y="21" className={styles.folderName}>
            {t(`place.example.${name}`)}
          </text>
          {[0, 1, 2].map((one) => (
            <rect key={one} x={86 + one * 22} y="7" width="18" height="18" rx="3" fill={colours[place]} opacity={1 - 0.28 * one} />
          ))}
        </g>
      ))}
    </svg>
  );
}
