import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '@/locales/models';

const FineTuneDialog = lazy(() => import('./FineTuneDialog'));

interface Props {
  /** "zoo:NAME" or "run:ID" of a classifier. */
  model: string;
  name: string;
}

/** Opens the dialog in which a model is fine-tuned; what that needs is fetched then. */
export function FineTuneButton({ model, name }: Props) {
  const { t } = useTranslation('models');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t('tune.button')}</Button>
      {opened && (
        <Suspense>
          <FineTuneDialog model={model} name={name} close={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
