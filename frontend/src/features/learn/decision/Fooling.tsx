import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drawing } from '@/shared/drawn';
import { percent } from '@/shared/format';
import { Panel } from '@/shared/ui';
import { shared } from '../shared';
import type { Reading } from './asking';
import styles from './Decision.module.css';

const SURE = 0.9;

interface Props {
  drawing: Drawing;
  /** What the network reads in it by now. */
  reading: Reading;
  complete: () => void;
}

/** The reader says that the drawing is no digit; whether the network is sure of one, it says itself. */
export function Fooling({ drawing, reading: { answer, isNew }, complete }: Props) {
  const { t } = useTranslation('lesson-decision');
  const [declared, setDeclared] = useState<Drawing | null>(null);
  const sure = Math.max(0, ...(answer?.probabilities.map(({ probability }) => probability) ?? []));
  const told = answer !== null && isNew && declared === drawing;
  const done = told && sure > SURE;

  useEffect(() => {
    if (done) complete();
  }, [done, complete]);

  return (
    <Panel label={t('fool.title')}>
      <p className={shared.note}>{t('fool.about')}</p>
      <Button variant="filled" disabled={!answer} onClick={() => setDeclared(drawing)}>
        {t('fool.declare')}
      </Button>
      <p role="status" className={styles.told}>
        {told && t(done ? 'fool.sure' : 'fool.unsure', { share: percent(sure), label: answer.label })}
      </p>
    </Panel>
  );
}
