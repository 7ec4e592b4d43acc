/** The browser's own ways to files: some of them, or a whole folder. */
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { picked, type Taken } from './taking';

/** What makes a picker ask for a folder; React's types do not know it. */
const FOLDER = { webkitdirectory: '' };

interface Picking {
  /** To be put somewhere on the page; nobody sees them. */
  fields: ReactNode;
  pick: (what: 'file' | 'folder') => void;
}

export function usePicking(take: (taken: Taken[]) => void): Picking {
  const { t } = useTranslation('own');
  const file = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const changed = (event: React.ChangeEvent<HTMLInputElement>) => {
    const taken = picked(event.currentTarget.files ?? []);
    event.currentTarget.value = ''; // the same can be picked again
    take(taken);
  };
  const fields = (
    <>
      <input ref={file} type="file" multiple hidden aria-label={t('place.file')} onChange={changed} />
      <input ref={folder} type="file" {...FOLDER} hidden aria-label={t('place.folder')} onChange={changed} />
    </>
  );
  return { fields, pick: (what) => (what === 'file' ? file : folder).current?.click() };
}
