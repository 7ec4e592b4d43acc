import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { studioFetch } from '@/shared/client';
import { toast, toastError } from '@/shared/toast';
import { DropZone } from '../DropZone';
import { saveBlob } from '../saving';
import { type Reach, steeringOf } from './sheet';
import styles from './Steer.module.css';
import type { SampleIn } from '@/api';
import type { Made } from './useGenerated';
import { useSteering } from './useSteering';

interface Props {
  model: ModelOut;
  made: Made | null;
  reach: Reach;
  onModel: (id: string) => void;
}

interface Carried {
  model: string | null;
  name: string;
  samples: SampleIn[];
}

const SCALE = 2; // pixels of the file for each of a picture

/** The sheet as a file that remembers how it was made, and the way back from such a file. */
export function SheetFile({ model, made, reach, onModel }: Props) {
  const { t } = useTranslation('generate');
  const file = useRef<HTMLInputElement>(null);

  const save = useMutation({
    mutationFn: async ({ sheet }: Made) => {
      const body = JSON.stringify({ model: model.id, samples: sheet.samples, columns: sheet.columns, scale: SCALE });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await studioFetch(new URL('/api/generate/sheet', window.location.origin), { method: 'POST', body, headers });
      saveBlob(await answer.blob(), `${model.name}.png`);
    },
    onError: toastError,
  });

  const open = useMutation({
    mutationFn: async (picture: Blob) => {
      const answer = await studioFetch(new URL('/api/generate/read', window.location.origin), {
        method: 'POST',
        body: picture,
        headers: { 'Content-Type': 'image/png' },
      });
      return (await answer.json()) as Carried;
    },
    onError: toastError,
    onSuccess: ({ model: found, name, samples }) => {
      if (found === null) return toast(t('steer.file.stranger', { name }));
      const steering = steeringOf(samples, reach);
      if (steering) useSteering.getState().steer(steering);
      else toast(t('steer.file.otherwise'));
      if (found !== model.id) onModel(found);
      if (steering) toast(t('steer.file.restored'));
    },
  });

  const copy = async () => {
    try {
      const address = new URL(window.location.href);
      address.searchParams.set('model', model.id); // what is chosen where nothing is named may differ elsewhere
      await navigator.clipboard.writeText(address.href);
      toast(t('steer.file.copied'));
    } catch {
      toast(t('steer.file.notCopied'));
    }
  };

  return (
    <DropZone label={t('steer.file.drop')} onFile={(picture) => open.mutate(picture)}>
      <div className={styles.file}>
        {!reach.points && (
          <Button disabled={!made} loading={save.isPending} onClick={() => made && save.mutate(made)}>
            {t('steer.file.save')}
          </Button>
        )}
        <Button onClick={() => void copy()}>{t('steer.file.copy')}</Button>
        <Button variant="subtle" loading={open.isPending} onClick={() => file.current?.click()}>
          {t('steer.file.open')}
        </Button>
        <input
          ref={file}
          type="file"
          accept="image/png"
          hidden
          aria-label={t('steer.file.open')}
          onChange={(event) => {
            const [picture] = event.currentTarget.files ?? [];
            if (picture) open.mutate(picture);
            event.currentTarget.value = '';
          }}
        />
        <span className={styles.fileHint}>{t('steer.file.hint')}</span>
      </div>
    </DropZone>
  );
}
