import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Exporting.module.css';

/** A few lines that use the file, with a button that copies them. */
export function Snippet({ text }: { text: string }) {
  const { t } = useTranslation('models');
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false), // a browser that keeps its clipboard to itself: the text can be selected
    );
  };
  return (
    <div className={styles.snippet}>
      <div className={styles.top}>
        <h4 className={styles.heading}>{t('export.use')}</h4>
        <span role="status" className={styles.soft}>
          {copied === null ? '' : t(copied ? 'export.copied' : 'export.notCopied')}
        </span>
        <Button onClick={copy}>{t('export.copy')}</Button>
      </div>
      <pre tabIndex={0} aria-label={t('export.use')}>
        {text}
      </pre>
    </div>
  );
}
