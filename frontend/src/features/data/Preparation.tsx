import { Button, Progress, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { cancelPreparationMutation, listDatasetsQueryKey, prepareDatasetMutation } from '@/api/@tanstack/react-query.gen';
import { bytes, percent } from '@/shared/format';
import type { Problem } from '@/shared/problems';
import { ErrorText, ProblemText, problemText } from '@/shared/ui';
import { labelOf } from './datasets';
import styles from './Preparation.module.css';

/** The data sets that come over the network, with how much that is; the others are made on this machine. */
const DOWNLOADED: Record<string, number> = { mnist: 11_600_000 };

/** How a data set that is not there gets here: downloaded or made, or taken from a folder of this machine. */
export function Preparation({ set }: { set: DatasetOut }) {
  const { t } = useTranslation('data');
  const client = useQueryClient();
  const [asksFolder, setAsksFolder] = useState(false);
  const refresh = { onSettled: () => client.invalidateQueries({ queryKey: listDatasetsQueryKey() }) };
  const preparing = useMutation({ ...prepareDatasetMutation(), ...refresh });
  const cancelling = useMutation({ ...cancelPreparationMutation(), ...refresh });
  const path = { name: set.name };
  const size = DOWNLOADED[set.name];

  if (set.state === 'preparing') {
    return <Underway set={set} counted={size ? bytes : undefined} cancel={() => cancelling.mutate({ path })} />;
  }
  return (
    <div className={styles.ways}>
      {set.state === 'failed' && <Failure words={t(size ? 'downloadFailed' : 'makingFailed')} details={set.problems ?? []} />}
      {preparing.error && <ErrorText error={preparing.error} />}
      <div className={styles.row}>
        <Button variant="filled" loading={preparing.isPending} onClick={() => preparing.mutate({ path, body: {} })}>
          {size ? t('download', { size: bytes(size) }) : t('make')}
        </Button>
        {size && !asksFolder && <Button onClick={() => setAsksFolder(true)}>{t('fromFolder')}</Button>}
      </div>
      {asksFolder && <FolderForm take={(folder) => preparing.mutate({ path, body: { folder } })} />}
    </div>
  );
}

/** What to do first, and what exactly happened for those who want to know. */
function Failure({ words, details }: { words: string; details: readonly Problem[] }) {
  const { t } = useTranslation('data');
  return (
    <div role="alert">
      <ProblemText problem={{ code: 'preparation', message: words }} />
      {details.length > 0 && (
        <details className={styles.details}>
          <summary>{t('details')}</summary>
          {details.map((problem) => (
            <p key={problem.code}>{problemText(problem)}</p>
          ))}
        </details>
      )}
    </div>
  );
}

/** How far a preparation is, and how to end it. */
function Underway({ set, counted, cancel }: { set: DatasetOut; counted?: (size: number) => string; cancel: () => void }) {
  const { t } = useTranslation('data');
  const [done, total] = [set.done ?? 0, set.total ?? 0];
  const share = total > 0 ? Math.min(done / total, 1) : 0;
  const words = total > 0 ? (counted ? t('doneOf', { done: counted(done), total: counted(total) }) : percent(share, 0)) : t('begins');
  return (
    <div className={styles.ways}>
      <Progress value={100 * share} aria-label={t('preparing', { name: labelOf(set) })} />
      <div className={styles.row}>
        <span className={styles.words}>{words}</span>
        <Button onClick={cancel}>{t('cancel')}</Button>
      </div>
    </div>
  );
}

function FolderForm({ take }: { take: (folder: string) => void }) {
  const { t } = useTranslation('data');
  const [folder, setFolder] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (folder.trim()) take(folder.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label={t('folder')}
        description={t('folderHelp')}
        value={folder}
        onChange={(event) => setFolder(event.currentTarget.value)}
        rightSectionWidth="auto"
        spellCheck={false}
        autoComplete="off"
      />
      <Button type="submit" mt={8} disabled={!folder.trim()} title={folder.trim() ? undefined : t('folderMissing')}>
        {t('take')}
      </Button>
    </form>
  );
}
