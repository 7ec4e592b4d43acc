import { Button, Tooltip } from '@mantine/core';
import { memo, useId } from 'react';
import { Sign, type SignName } from './Sign';
import styles from './Training.module.css';

interface Props<Action extends SignName> {
  /** What it does; its sign is called so. */
  action: Action;
  name: string;
  /** What it does, in a sentence. */
  about: string;
  /** Why it cannot be used now; null where it can. */
  refusal: string | null;
  onAction: (action: Action) => void;
  primary?: boolean;
}

function Reasoned<Action extends SignName>({ action, name, about, refusal, onAction, primary }: Props<Action>) {
  const reason = useId();
  return (
    <>
      <Tooltip label={refusal ?? about} multiline maw={280}>
        <Button
          variant={primary ? 'filled' : 'default'}
          className={primary ? styles.primary : styles.secondary}
          leftSection={<Sign name={action} />}
          aria-label={name}
          aria-describedby={reason}
          aria-disabled={refusal !== null || undefined}
          data-disabled={refusal !== null || undefined}
          onClick={(event) => {
            if (refusal === null) onAction(action);
            else event.preventDefault();
          }}
        >
          <span className={styles.name}>{name}</span>
        </Button>
      </Tooltip>
      <span id={reason} className="unseen">
        {refusal ?? about}
      </span>
    </>
  );
}

/** A button that says why it cannot be used: it can still be reached, so that the reason can be read and heard. */
export const ReasonedButton = memo(Reasoned) as typeof Reasoned;
