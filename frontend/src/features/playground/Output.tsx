import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabOut } from '@/api';
import { percent } from '@/shared/format';
import { AnswerPlane, type Screen } from '@/shared/lab';
import { Panel } from '@/shared/ui';
import styles from './Playground.module.css';
import { ANSWER } from './settings';

/** What the network answers over the plane, with the points that it learns from. */
export function Output({ screen, out, points }: { screen: Screen; out: LabOut | null; points: LabOut['points'] }) {
  const { t } = useTranslation('playground');
  const [tests, setTests] = useState(false);
  const accuracy = out?.measured?.test.accuracy;
  return (
    <Panel label={t('output.title')} className={styles.output}>
      <AnswerPlane screen={screen} points={points} tests={tests} answer={ANSWER} label={t('output.name', { accuracy: percent(accuracy) })} />
      <div className={styles.key}>
        {[0, 1].map((label) => (
          <span key={label} className={styles.keyEntry}>
            <svg viewBox="0 0 12 12" width="12" fill={`var(--class-${label})`} aria-hidden="true">
              {label === 0 ? <circle cx="6" cy="6" r="5" /> : <path d="M1.5 1.5h9v9h-9z" />}
            </svg>
            {t('class', { name: label })}
          </span>
        ))}
        <label className={styles.tests}>
          <input type="checkbox" role="switch" checked={tests} onChange={(event) => setTests(event.currentTarget.checked)} />
          {t('output.tests')}
        </label>
      </div>
      <p className={styles.note}>{t('output.note')}</p>
    </Panel>
  );
}
