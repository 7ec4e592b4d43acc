import { Button } from '@mantine/core';
import { useId } from 'react';
import styles from './RefusableButton.module.css';

/** A button that, when it can do nothing, says why beside it. */
export function RefusableButton({ label, refusal, act }: { label: string; refusal: string | undefined; act: () => void }) {
  const reason = useId();
  return (
    <div className={styles.place}>
      <Button variant="filled" disabled={refusal !== undefined} aria-describedby={refusal && reason} onClick={act}>
        {label}
      </Button>
      {refusal && (
        <span id={reason} className={styles.reason}>
          {refusal}
        </span>
      )}
    </div>
  );
}
