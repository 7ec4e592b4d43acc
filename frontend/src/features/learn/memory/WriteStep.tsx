import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number, percent } from '@/shared/format';
import { Passage } from '@/shared/passage/Passage';
import { ErrorText, Panel, Slider } from '@/shared/ui';
import styles from './Memory.module.css';
import { COLD, HOT, mean, useWriter } from './writer';

const FIRST = 'alice was ';
const MOST = 200;

/** The network writes, cold or hot: what it wrote last at each temperature stays, so that both can be compared. */
export function WriteStep({ complete }: { complete: () => void }) {
  const { t } = useTranslation('lesson-memory');
  const [begin, setBegin] = useState(FIRST);
  const [temperature, setTemperature] = useState(0.7);
  const { passages, writing, error, write } = useWriter(complete);
  return (
    <Panel label={t('writing.title')}>
      <div className={styles.reading}>
        <TextInput label={t('beginning')} value={begin} maxLength={MOST} lang="en" spellCheck={false} autoComplete="off" onChange={(event) => setBegin(event.currentTarget.value)} />
        <Slider label={t('writing.temperature')} value={temperature} text={number(temperature, 1)} min={0.1} max={1.5} step={0.1} onChange={setTemperature} />
        <div className={styles.buttons}>
          <Button variant="filled" loading={writing} onClick={() => write(begin, temperature)}>
            {t('writing.write')}
          </Button>
          <span className={styles.note}>{t('writing.hint', { cold: number(COLD, 1), hot: number(HOT, 1) })}</span>
        </div>
        {error ? <ErrorText error={error} retry={() => write(begin, temperature)} /> : null}
        {passages.map((passage) => (
          <figure key={passage.temperature} className={styles.written}>
            <figcaption>
              <b>{t('writing.at', { temperature: number(passage.temperature, 1) })}</b>{' '}
              {passage.sure.length > 0 && t('writing.sure', { share: percent(mean(passage.sure), 0) })}
            </figcaption>
            <Passage {...passage} label={t('writing.passage', { temperature: number(passage.temperature, 1) })} />
          </figure>
        ))}
        {passages.length > 0 && <p className={styles.note}>{t('writing.marks')}</p>}
      </div>
    </Panel>
  );
}
