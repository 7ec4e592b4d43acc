import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { datasetLabel } from '@/shared/catalogue';
import { bytes, duration, relativeTime } from '@/shared/format';
import { Sparkline } from '@/shared/ui';
import { Actions, Goodness, type ListProps, type RowProps, rowProps, State, Title } from './RunsTable';
import styles from './Runs.module.css';

/** The list of runs where there is no room for a table. */
export function RunCards(props: ListProps) {
  return (
    <ul className={styles.cards}>
      {props.runs.map((run) => (
        <li key={run.id}>
          <Card run={run} {...rowProps(props, run)} />
        </li>
      ))}
    </ul>
  );
}

function Card(props: RowProps) {
  const { t } = useTranslation('runs');
  const { run, chosen, onChoose } = props;
  const facts = [
    run.progress.seconds ? duration(run.progress.seconds) : null,
    run.size ? bytes(run.size) : null,
    datasetLabel(run.dataset, run.own_data),
    relativeTime(run.created),
  ];
  return (
    <article className={styles.card} data-chosen={chosen || undefined}>
      <div className={styles.cardTop}>
        <Checkbox
          aria-label={t('chooseOne', { name: run.name })}
          checked={chosen}
          onChange={(event) => onChoose(run.id, event.currentTarget.checked)}
        />
        <Title {...props} />
        <Actions {...props} />
      </div>
      <div className={styles.cardMiddle}>
        <State run={run} />
        <Sparkline values={run.sparkline} width={72} height={24} />
        <strong className="num">
          <Goodness run={run} />
        </strong>
      </div>
      <div className={styles.cardFacts}>{facts.filter(Boolean).join(' · ')}</div>
    </article>
  );
}
