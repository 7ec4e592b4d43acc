import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelOut, OwnOut } from '@/api';
import { visible } from '@/shared/characters';
import { number } from '@/shared/format';
import { Choice, Dialog, ErrorText, Waiting } from '@/shared/ui';
import { useAnswers, useRows } from '../asking';
import styles from './Answers.module.css';
import { ownSheetAddress } from './ownSheets';
import { Reading } from './Reading';
import { useReaders } from './readers';

const SHOWN = 12;
const SIDE = 64; // pixels
const ALL = { label: null, split: null, only: null, model: null };

/** A model reads every picture; its answers are looked at, and taken away as the table that a competition asks for. */
export function Answers({ own, onClose }: { own: OwnOut; onClose: () => void }) {
  const { t } = useTranslation(['own', 'common']);
  const readers = useReaders(own);
  return (
    <Dialog opened onClose={onClose} size="lg" title={t('own:answers.title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <p className={styles.help}>{t('own:answers.help')}</p>
      {!readers ? <Waiting /> : readers.length > 0 ? <AnswersOf own={own} readers={readers} /> : <p role="note">{t('own:filters.trainFirst')}</p>}
    </Dialog>
  );
}

function AnswersOf({ own, readers }: { own: OwnOut; readers: readonly ModelOut[] }) {
  const { t } = useTranslation('own');
  const [chosen, setChosen] = useState(readers[0]?.id ?? '');
  const { answers, reading, error, again } = useAnswers(own, chosen);
  return (
    <div className={styles.answers}>
      <Choice label={t('filters.model')} value={chosen} choices={readers.map(({ id }) => id)} text={(one) => readers.find(({ id }) => id === one)?.name ?? one} onChange={setChosen} />
      <div className={styles.outcome}>
        {error ? (
          <ErrorText error={error} retry={again} />
        ) : reading ? (
          <Reading job={reading} />
        ) : answers ? (
          <>
            <First own={own} answers={answers.slice(0, SHOWN)} />
            {answers.length > SHOWN && <p className={styles.help}>{t('answers.more', { count: answers.length - SHOWN, number: number(answers.length - SHOWN) })}</p>}
          </>
        ) : (
          <Waiting />
        )}
      </div>
      <div className={styles.end}>
        {answers ? (
          <Button variant="filled" component="a" download href={`/api/own/${own.id}/answers?version=${own.version}&model=${encodeURIComponent(chosen)}`}>
            {t('answers.save')}
          </Button>
        ) : (
          <Button variant="filled" disabled>
            {t('answers.save')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The first pictures and what the model takes them for: a glance tells whether they were meant for it. */
function First({ own, answers }: { own: OwnOut; answers: readonly string[] }) {
  const { t } = useTranslation('own');
  const { rows } = useRows(own, ALL);
  return (
    <ol className={styles.first} aria-label={t('answers.first')}>
      {answers.map((answer, place) => (
        <li key={place}>
          {rows && <img src={ownSheetAddress(own.id, rows.row.subarray(place, place + 1), 1, SIDE)} alt={t('answers.picture', { number: number(place + 1) })} width={SIDE} height={SIDE} />}
          <b>{visible(answer)}</b>
        </li>
      ))}
    </ol>
  );
}
