import { Button, Tooltip } from '@mantine/core';
import { useId } from 'react';
import { Sign, type SignName } from './Sign';
import styles from './Training.module.css';

interface Props {
  name: string;
  sign: SignName;
  /** What it does, in a sentence. */
  about: string;
  /** Why it cannot be used now; null where it can. */
  refusal: string | null;
  onClick: () => void;
  primary?: boolean;
}

/** A button that says why it cannot be used: it can still be reached, so that the reason can be read and heard. */
export function ReasonedButton({ name, sign, about, refusal, onClick, primary }: Props) {
  const reason = useId();
  return (
    <>
      <Tooltip label={refusal ?? about} multiline maw={280}>
        <Button
          variant={primary ? 'filled' : 'default'}
          className={primary ? styles.primary : styles.secondary}
          leftSection={<Sign name={sign} />}
          aria-label={name}
          aria-describedby={reason}
          aria-disabled={refusal !== null || undefined}
          data-disabled={refusal !== null || undefined}
          onClick={(event) => {
            if (refusal === null) onClick();
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
