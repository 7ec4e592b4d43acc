import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportOut } from '@/api';
import { Choice, Dialog, ErrorText, Waiting } from '@/shared/ui';
import { firstOf, titleOf, useFormats } from './exports';
import { FormatList } from './FormatList';
import { FormatView } from './FormatView';
import styles from './Exporting.module.css';

interface Props {
  model: string;
  name: string;
  close: () => void;
}

/** Every way to take a model along: choose one, and it is made, run and shown with how to use it. */
export default function ExportDialog({ model, name, close }: Props) {
  const { t } = useTranslation(['models', 'common']);
  const { data, error, refetch } = useFormats(model);
  return (
    <Dialog opened onClose={close} title={t('models:export.title', { name })} size="min(1080px, 100%)" closeButtonProps={{ 'aria-label': t('common:close') }}>
      {error ? <ErrorText error={error} retry={() => void refetch()} /> : data ? <Formats model={model} formats={data} /> : <Waiting />}
    </Dialog>
  );
}

function Formats({ model, formats }: { model: string; formats: readonly ExportOut[] }) {
  const { t } = useTranslation('models');
  const [name, setName] = useState(() => firstOf(formats)?.format);
  const chosen = formats.find(({ format }) => format === name);
  if (!chosen) return null;
  return (
    <div className={styles.dialog}>
      <div className={styles.narrow}>
        <Choice label={t('export.format')} value={chosen.format} choices={formats.map(({ format }) => format)} text={(one) => titleOf(formats.find(({ format }) => format === one) ?? chosen)} onChange={setName} />
      </div>
      <FormatList formats={formats} chosen={chosen.format} choose={setName} />
      <FormatView key={chosen.format} model={model} format={chosen} />
    </div>
  );
}
