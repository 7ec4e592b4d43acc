import { Button, TextInput } from '@mantine/core';
import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { Panel } from '@/shared/ui';
import styles from './Answer.module.css';
import { judge, TOLERANCE, type Verdict } from './answer';
import { symbol, written } from './steps';

interface Props {
  /** What is asked for, such as `dw2`. */
  name: string;
  value: number;
  /** What helps after a wrong answer. */
  hint: string;
  /** The way to the number, line by line. */
  working: string;
  /** The reader found it, without being shown. */
  onRight: (answer: string) => void;
}

/** A number that the reader works out: with a hint when it is wrong, and a way to be shown it, which does not count. */
export function AnswerBox({ name, value, hint, working, onRight }: Props) {
  const { t } = useTranslation('lesson-backpropagation');
  const [text, setText] = useState('');
  const [verdict, setVerdict] = useState<Verdict | 'shown' | null>(null);
  const about = useId();
  const label = symbol(name);

  const check = (event: SyntheticEvent) => {
    event.preventDefault();
    if (verdict === 'shown') return; // until it is written anew
    const found = judge(text, value);
    setVerdict(found);
    if (found === 'right') onRight(text.trim());
  };
  const show = () => {
    setText(written(value));
    setVerdict('shown');
  };
  return (
    <Panel label={t('answer.title', { name: label })}>
      <form className={styles.line} onSubmit={check}>
        <TextInput
          label={`${label} =`}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-describedby={about}
          aria-invalid={verdict === 'wrong' || verdict === 'sign' || verdict === 'unreadable'}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setVerdict(null);
          }}
          className={styles.field}
        />
        <Button type="submit">{t('answer.check')}</Button>
        <Button variant="subtle" onClick={show}>
          {t('answer.show')}
        </Button>
      </form>
      <p id={about} className={styles.about}>
        {t('answer.within', { tolerance: number(TOLERANCE, 2) })}
      </p>
      <div role="status" className={styles.verdict} data-verdict={verdict ?? undefined}>
        {verdict === 'right' && <p>{t('answer.right', { name: label, value: written(value) })}</p>}
        {verdict === 'unreadable' && <p>{t('answer.unreadable', { example: number(0.25, 2) })}</p>}
        {verdict === 'sign' && <p>{t('answer.sign')}</p>}
        {verdict === 'wrong' && <p>{t('answer.wrong', { hint })}</p>}
        {verdict === 'shown' && <p>{t('answer.shown')}</p>}
        {(verdict === 'right' || verdict === 'shown') && <pre className={styles.working}>{working}</pre>}
      </div>
    </Panel>
  );
}
