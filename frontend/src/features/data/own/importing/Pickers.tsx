import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { picked, type Taken } from './taking';

/** What makes a picker ask for a folder; React's types do not know it. */
const FOLDER = { webkitdirectory: '' };

/** Two ways to files: a zip or other file, or a whole folder. */
export function Pickers({ take, busy, main = false }: { take: (taken: Taken[]) => void; busy: boolean; main?: boolean }) {
  const { t } = useTranslation('own');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const changed = (event: React.ChangeEvent<HTMLInputElement>) => {
    const taken = picked(event.currentTarget.files ?? []);
    event.currentTarget.value = ''; // the same can be picked again
    take(taken);
  };
  return (
    <>
      <Button variant={main ? 'filled' : 'default'} loading={busy} onClick={() => files.current?.click()}>
        {t('place.file')}
      </Button>
      <Button disabled={busy} onClick={() => folder.current?.click()}>
        {t('place.folder')}
      </Button>
      <input ref={files} type="file" multiple hidden aria-label={t('place.file')} onChange={changed} />
      <input ref={folder} type="file" {...FOLDER} hidden aria-label={t('place.folder')} onChange={changed} />
    </>
  );
}
