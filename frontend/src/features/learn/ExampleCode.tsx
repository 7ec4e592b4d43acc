import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, ErrorText, Waiting } from '@/shared/ui';
import styles from './ExampleCode.module.css';
import type { Lesson } from './lessons';

const programs = import.meta.glob<string>('../../../../examples/[01]*.py', { query: '?raw', import: 'default' });

/** The program that shows the idea of a lesson without the studio: to read, and to keep. */
export function ExampleCode({ lesson: { name, example } }: { lesson: Lesson }) {
  const { t } = useTranslation('learn');
  const [open, setOpen] = useState(false);
  const file = `${example}.py`;
  const { data: source, error, refetch } = useQuery({
    queryKey: ['example', example],
    queryFn: async () => (await programs[`../../../../examples/${file}`]?.()) ?? '',
    enabled: open,
    staleTime: Infinity,
  });
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
        {t('code.open', { file })}
      </Button>
      <Dialog opened={open} onClose={() => setOpen(false)} title={t('code.title', { title: t(`lessons.${name}.title`) })} size="xl">
        <p className={styles.about}>{t('code.about', { command: `python examples/${file}` })}</p>
        {error ? <ErrorText error={error} retry={() => void refetch()} /> : null}
        {source === undefined ? (
          !error && <Waiting />
        ) : (
          <>
            <pre tabIndex={0} aria-label={file} lang="en" className={styles.code}>
              {source}
            </pre>
            <Button component="a" download={file} href={`data:text/x-python;charset=utf-8,${encodeURIComponent(source)}`}>
              {t('code.save')}
            </Button>
          </>
        )}
      </Dialog>
    </>
  );
}
