import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RunRow } from '@/api';
import { studioFetch } from '@/shared/client';
import { ErrorText } from '@/shared/ui';
import { saveBlob } from '../saving';
import styles from './Timeline.module.css';

const FORMATS = ['gif', 'webp', 'mp4'] as const;
type Format = (typeof FORMATS)[number];

const SCALE = 2; // pixels of the film for each of a picture

/** The whole timeline as a film to keep. */
export function Film({ run }: { run: RunRow }) {
  const { t } = useTranslation('generate');
  const film = useMutation({
    mutationFn: async (format: Format) => {
      const address = new URL(`/api/runs/${encodeURIComponent(run.id)}/film?format=${format}&scale=${SCALE}`, window.location.origin);
      saveBlob(await (await studioFetch(address)).blob(), `${run.name}.${format}`);
    },
  });
  return (
    <section aria-label={t('film.title')} className={styles.film}>
      <h2>{t('film.title')}</h2>
      <p>{t('film.about')}</p>
      <div className={styles.formats}>
        {FORMATS.map((format) => (
          <Button
            key={format}
            aria-label={t('film.save', { format: format.toUpperCase() })}
            loading={film.isPending && film.variables === format}
            disabled={film.isPending}
            onClick={() => film.mutate(format)}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </div>
      {film.isPending && <p role="status">{t('film.making')}</p>}
      {film.error && <ErrorText error={film.error} />}
    </section>
  );
}
