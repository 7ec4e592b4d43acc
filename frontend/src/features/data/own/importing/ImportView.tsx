import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { ImportOut } from '@/api';
import { listDatasetsQueryKey } from '@/api/@tanstack/react-query.gen';
import { usePageTitle } from '@/shared/page';
import { failureOf, ProblemsError } from '@/shared/problems';
import { toastError } from '@/shared/toast';
import { EmptyState, ErrorText, Waiting } from '@/shared/ui';
import { UNDER_WAY, useImport, useOwn } from '../asking';
import { DropPlace } from './DropPlace';
import { Lost } from './Found';
import styles from './Importing.module.css';
import { OnItsWay } from './OnItsWay';
import { endImport, useSendings } from './sendings';
import { SurveyView } from './SurveyView';

const STEPS = { receiving: 'send', surveying: 'look', surveyed: 'decide', importing: 'import', imported: 'import', failed: 'look' } as const;

/** An import from its files to the data set: sent, looked through, decided on, imported. */
export function ImportView({ id }: { id: string }) {
  const { t } = useTranslation('own');
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: found, error, refetch } = useImport(id);
  const { state, dataset, into, lost_count: lost } = found ?? {};
  const { data: joined, error: unjoined } = useOwn(into ?? '', Boolean(into));
  usePageTitle(t('import.title'));
  useEffect(() => {
    if (state !== 'imported' || !dataset) return;
    void client.invalidateQueries({ queryKey: listDatasetsQueryKey() }).then(() => !lost && navigate(`/data?set=own:${dataset}`, { replace: true }));
  }, [state, dataset, lost, client, navigate]);

  if (error) return <Gone error={error} />;
  if (!found || (into && !joined && !unjoined)) return <Waiting />;
  const back = joined ? `/data?${new URLSearchParams({ set: joined.dataset })}` : '/data';
  const end = () => void endImport(id).then(() => navigate(back, { replace: true }), toastError);
  return (
    <>
      <h1 className={styles.heading}>{joined ? t('import.headingInto', { name: found.name, set: joined.name }) : t('import.heading', { name: found.name })}</h1>
      <Steps state={found.state} />
      <Again found={found} name={joined?.name} />
      {unjoined ? (
        <Ended error={unjoined} end={end} />
      ) : found.state === 'surveyed' && found.survey ? (
        <SurveyView key={id} found={found} survey={found.survey} joined={joined} cancel={end} committed={() => void refetch()} />
      ) : found.state === 'imported' && lost ? (
        <NotAll found={found} />
      ) : found.state === 'failed' ? (
        <Failed found={found} end={end} />
      ) : (
        <Sent id={id} found={found} end={end} />
      )}
    </>
  );
}

/** Other files that are dropped here come in the place of these, unless something is being done with them. */
function Again({ found, name }: { found: ImportOut; name: string | undefined }) {
  const { t } = useTranslation('own');
  const sending = useSendings((all) => all[found.id]);
  const busy = UNDER_WAY.includes(found.state) || (sending !== undefined && !sending.error);
  return <DropPlace into={found.into ?? undefined} instead={found.id} name={name} refusal={busy ? t('place.busy') : undefined} />;
}

function Steps({ state }: Pick<ImportOut, 'state'>) {
  const { t } = useTranslation('own');
  return (
    <ol className={styles.steps} aria-label={t('import.steps')}>
      {(['send', 'look', 'decide', 'import'] as const).map((step, place) => (
        <li key={step} aria-current={STEPS[state] === step ? 'step' : undefined}>
          {place + 1} · {t(`import.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

/** While the files arrive, and while the studio works on them. */
function Sent({ id, found, end }: { id: string; found: ImportOut; end: () => void }) {
  const { t } = useTranslation('own');
  const sending = useSendings((all) => all[id]);
  if (found.state !== 'receiving') return <OnItsWay found={found} end={end} />;
  if (sending?.error) return <Ended error={sending.error} end={end} />;
  if (sending) return <OnItsWay found={found} sending={sending} end={end} />;
  // the tab that sent them is gone, and the files with it
  return (
    <EmptyState title={t('import.interrupted')} action={<Button onClick={end}>{t('import.again')}</Button>}>
      {t('import.interruptedText')}
    </EmptyState>
  );
}

/** The data set is there, but some of the pictures are not in it: nobody is led past that. */
function NotAll({ found }: { found: ImportOut }) {
  const { t } = useTranslation('own');
  return (
    <div className={styles.stack}>
      <Lost found={found} />
      <Link to={`/data?set=own:${found.dataset}`}>{t('import.openSet')}</Link>
    </div>
  );
}

function Failed({ found, end }: { found: ImportOut; end: () => void }) {
  return <Ended error={failureOf(found)} end={end} />;
}

function Ended({ error, end }: { error: unknown; end: () => void }) {
  const { t } = useTranslation('own');
  return (
    <div className={styles.way}>
      <ErrorText error={error} />
      <div className={styles.row}>
        <Button variant="filled" onClick={end}>
          {t('import.again')}
        </Button>
      </div>
    </div>
  );
}

/** It was ended in another tab, or lay there for too long. */
function Gone({ error }: { error: unknown }) {
  const { t } = useTranslation('own');
  if (!(error instanceof ProblemsError) || error.status !== 404) return <ErrorText error={error} />;
  return (
    <EmptyState page title={t('import.gone')} action={<Link to="/data">{t('import.toData')}</Link>}>
      {t('import.goneText')}
    </EmptyState>
  );
}
