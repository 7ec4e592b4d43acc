import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '@/locales/models';

const ExportDialog = lazy(() => import('./ExportDialog'));

interface Props {
  /** "zoo:NAME" or "run:ID". */
  model: string;
  name: string;
}

/** Opens the dialog in which a model is taken along; what that needs is fetched then. */
export function ExportButton({ model, name }: Props) {
  const { t } = useTranslation('models');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t('export.button')}</Button>
      {opened && (
        <Suspense>
          <ExportDialog model={model} name={name} close={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
