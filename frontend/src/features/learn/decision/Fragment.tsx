import { useTranslation } from 'react-i18next';
import { AnswerBars, ranked } from '@/shared/answers';
import { ErrorText, Panel } from '@/shared/ui';
import type { FragmentProps } from '../lessons';
import { useReading } from './asking';
import { shared } from '../shared';
import styles from './Decision.module.css';
import { Fooling } from './Fooling';
import { Cam, Gradient, Shares } from './Pointing';
import { Shuffling } from './Shuffling';

const MOST = 3;

/** The pad, what the network reads on it, and why: a different question in each step. */
export function Fragment({ step, complete, pad, drawing }: FragmentProps) {
  const { t } = useTranslation('lesson-decision');
  const reading = useReading(drawing);
  const part = { drawing, complete };
  const parts: Record<string, React.ReactNode> = {
    gradient: <Gradient {...part} />,
    shares: <Shares {...part} />,
    cam: <Cam {...part} />,
    fool: <Fooling {...part} reading={reading} />,
    sane: <Shuffling {...part} />,
  };
  return (
    <div className={styles.parts}>
      <div className={shared.column}>
        {pad}
        <Panel label={t('reads')}>
          {reading.error ? <ErrorText error={reading.error} retry={reading.again} /> : null}
          {reading.answer ? <AnswerBars label={t('reads')} chances={ranked(reading.answer.probabilities).slice(0, MOST)} /> : <p className={shared.note}>{t('empty')}</p>}
        </Panel>
      </div>
      <div key={step} className={shared.column}>
        {drawing.strokes.length === 0 && step !== 'fool' ? <p className={shared.note}>{t('empty')}</p> : parts[step]}
      </div>
    </div>
  );
}
