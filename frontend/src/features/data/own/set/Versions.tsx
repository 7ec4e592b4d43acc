import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnOut, OwnVersionOut } from '@/api';
import { listOwnVersionsOptions } from '@/api/@tanstack/react-query.gen';
import { number, relativeTime } from '@/shared/format';
import { Dialog, ErrorText, Waiting } from '@/shared/ui';
import { useEditing } from '../asking';
import { changeWords } from './changeWords';
import styles from './Set.module.css';

/** Every version there was, the latest first; going back makes a new one, so that nothing is lost. */
export function Versions({ own, onClose }: { own: OwnOut; onClose: () => void }) {
  const { t } = useTranslation(['own', 'common']);
  const { data, error, refetch } = useQuery({ ...listOwnVersionsOptions({ path: { id: own.id } }), refetchOnMount: 'always' });
  const { goBack } = useEditing(own);
  return (
    <Dialog opened onClose={onClose} size="lg" title={t('own:versions.title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <p className={styles.help}>{t('own:versions.help')}</p>
      {error ? (
        <ErrorText error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Waiting />
      ) : (
        <ol className={styles.versions}>
          {data.toReversed().map((version) => (
            <Version key={version.number} version={version} back={() => goBack.mutate(version.number, { onSuccess: onClose })} busy={goBack.isPending} />
          ))}
        </ol>
      )}
    </Dialog>
  );
}

function Version({ version, back, busy }: { version: OwnVersionOut; back: () => void; busy: boolean }) {
  const { t } = useTranslation('own');
  const { number: place, change, created, train, test, left_out: out, current } = version;
  return (
    <li>
      <b className="num">{place}</b>
      <span className={styles.versionWords}>
        {changeWords(t, change)}
        <small>
          {relativeTime(created)} · {t('versions.counts', { train: number(train), test: number(test), out: number(out) })}
        </small>
      </span>
      {current ? (
        <b>{t('versions.current')}</b>
      ) : (
        <Button disabled={busy} aria-label={t('versions.backTo', { number: place })} onClick={back}>
          {t('versions.back')}
        </Button>
      )}
    </li>
  );
}
