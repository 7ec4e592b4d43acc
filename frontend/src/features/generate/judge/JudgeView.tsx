import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { UnderWay, useVerdict } from '@/shared/judging';
import { ErrorText, Waiting } from '@/shared/ui';
import { ChosenGenerator } from '../ChosenGenerator';
import type { Place } from '../place';
import styles from './Judge.module.css';
import { VerdictReport } from './VerdictReport';

/** How good a generator is, measured by a judge that it has never seen. */
export function JudgeView({ place }: { place: Place }) {
  return (
    <ChosenGenerator place={place}>
      {(model, choice) => (
        <div className={styles.page}>
          <div className={styles.choice}>{choice}</div>
          <Judging key={model.id} model={model} />
        </div>
      )}
    </ChosenGenerator>
  );
}

function Judging({ model }: { model: ModelOut }) {
  const { t } = useTranslation('generate');
  const { told, verdict, busy, error, failed, again, start, starting, cancel, cancelling } = useVerdict(model.id);
  if (error) return <ErrorText error={error} retry={again} />;
  if (!told) return <Waiting />;
  return (
    <>
      <div className={styles.start}>
        <div className={styles.intro}>
          <h2>{t('judge.title')}</h2>
          <p>{t('judge.about')}</p>
        </div>
        {busy ? (
          <UnderWay told={told} onCancel={cancel} cancelling={cancelling} />
        ) : (
          <Button variant={verdict ? 'default' : 'filled'} loading={starting} onClick={() => start()}>
            {t(verdict ? 'judge.again' : 'judge.start')}
          </Button>
        )}
      </div>
      {failed && <ErrorText error={failed} />}
      {verdict ? <VerdictReport verdict={verdict} model={model} /> : !busy && <p className={styles.none}>{t('judge.none')}</p>}
    </>
  );
}
