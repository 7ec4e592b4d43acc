import { useTranslation } from 'react-i18next';
import { type Action, primaryOf, refusalOf, type Situation } from './availability';
import { ReasonedButton } from './ReasonedButton';
import styles from './Training.module.css';

interface Props {
  situation: Situation;
  onAction: (action: Action) => void;
}

const SECONDARY = ['step', 'stop', 'reset', 'newWeights'] as const;

/** Train, pause, go on; one step; stop; from the beginning; other weights. */
export function Controls({ situation, onAction }: Props) {
  const { t } = useTranslation('training');
  const button = (action: Action, primary = false) => {
    const refusal = refusalOf(action, situation);
    return (
      <ReasonedButton
        key={primary ? 'primary' : action}
        name={t(`actions.${action}`)}
        action={action}
        about={t(`about.${action}`)}
        refusal={refusal && t(`refusals.${refusal}`)}
        onAction={onAction}
        primary={primary}
      />
    );
  };
  return (
    <div className={styles.controls}>
      {button(primaryOf(situation), true)}
      {SECONDARY.map((action) => button(action))}
    </div>
  );
}
