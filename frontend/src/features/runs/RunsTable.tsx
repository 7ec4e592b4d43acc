import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { datasetLabel } from '@/shared/catalogue';
import { bytes, dateTime, duration, number, percent, relativeTime } from '@/shared/format';
import { type Run, stateWord } from '@/shared/run';
import { StateMark } from '@/shared/StateMark';
import { Sparkline, ValueBar } from '@/shared/ui';
import { hasEnded } from '@/shared/liveRun';
import { accuracyOf, classesOf, type Choice, type Column } from './listing';
import { RunMenu } from './RunMenu';
import { RunName } from './RunName';
import styles from './Runs.module.css';
import type { RunActions } from './useRunActions';

export interface ListProps {
  runs: readonly Run[];
  choice: Choice;
  onSort: (column: Column) => void;
  chosen: ReadonlySet<string>;
  onChoose: (id: string, on: boolean) => void;
  /** The run whose name is being changed. */
  renaming: string | null;
  onRenaming: (id: string | null) => void;
  actions: RunActions;
}

/** The columns, and which of them the list can be sorted by. */
const HEADS: [key: string, column?: Column][] = [
  ['name', 'name'],
  ['state', 'state'],
  ['accuracy', 'accuracy'],
  ['curve'],
  ['seconds', 'seconds'],
  ['size', 'size'],
  ['dataset'],
  ['created', 'created'],
];

export function RunsTable(props: ListProps) {
  const { t } = useTranslation('runs');
  const { runs, choice, onSort } = props;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>
              <span className="unseen">{t('choose')}</span>
            </th>
            {HEADS.map(([key, column]) => (
              <th key={key} scope="col" aria-sort={column && sorting(choice, column)}>
                {column ? (
                  <button type="button" className={styles.sorter} onClick={() => onSort(column)}>
                    {t(`columns.${key}`)}
                    <span aria-hidden="true">{choice.column === column ? (choice.descending ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                ) : (
                  t(`columns.${key}`)
                )}
              </th>
            ))}
            <th>
              <span className="unseen">{t('columns.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <Row key={run.id} run={run} {...rowProps(props, run)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sorting({ column, descending }: Choice, own: Column) {
  return column === own ? (descending ? 'descending' : 'ascending') : 'none';
}

export interface RowProps {
  run: Run;
  chosen: boolean;
  renaming: boolean;
  onChoose: ListProps['onChoose'];
  onRenaming: ListProps['onRenaming'];
  actions: RunActions;
}

export function rowProps({ chosen, renaming, onChoose, onRenaming, actions }: ListProps, run: Run): Omit<RowProps, 'run'> {
  return { chosen: chosen.has(run.id), renaming: renaming === run.id, onChoose, onRenaming, actions };
}

const Row = memo(function Row(props: RowProps) {
  const { t } = useTranslation('runs');
  const { run, chosen, onChoose } = props;
  return (
    <tr data-chosen={chosen || undefined}>
      <td>
        <Checkbox
          aria-label={t('chooseOne', { name: run.name })}
          checked={chosen}
          onChange={(event) => onChoose(run.id, event.currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <Title {...props} />
      </th>
      <td>
        <State run={run} />
      </td>
      <td className="num">
        <Goodness run={run} />
      </td>
      <td>
        <Sparkline values={run.sparkline} width={88} height={24} />
      </td>
      <td className="num">{run.progress.seconds ? duration(run.progress.seconds) : '–'}</td>
      <td className="num">{run.size ? bytes(run.size) : '–'}</td>
      <td>{datasetLabel(run.dataset, run.own_data)}</td>
      <td>
        <time dateTime={run.created} title={dateTime(run.created)}>
          {relativeTime(run.created)}
        </time>
      </td>
      <td>
        <Actions {...props} />
      </td>
    </tr>
  );
});

/** Of a classifier its accuracy; of a generator how many of its pictures are read as asked for, or the classes it draws. */
export function Goodness({ run }: { run: Run }) {
  const { t } = useTranslation('runs');
  const drawn = classesOf(run);
  if (drawn) return <span title={t('classesSeen')}>{t('seenOf', { seen: number(drawn.seen), classes: number(drawn.classes) })}</span>;
  const kind = run.task === 'classifier' ? undefined : t(typeof run.progress.agreement === 'number' ? 'agreement' : 'quality');
  return <span title={kind}>{percent(accuracyOf(run))}</span>;
}

/** The run's name, which leads to its page, and the recipe that it follows. */
export function Title({ run, renaming, onRenaming, actions }: RowProps) {
  if (renaming) {
    return <RunName name={run.name} onRename={(name) => actions.rename(run, name)} onEnd={() => onRenaming(null)} />;
  }
  return (
    <span className={styles.title}>
      <Link to={`/runs/${run.id}`}>{run.name}</Link>
      {run.title && <span className={styles.recipe}>{run.title}</span>}
    </span>
  );
}

/** The state, and how far it is while it goes on. */
export function State({ run }: { run: Run }) {
  const { step, steps } = run.progress;
  const share = steps ? (step ?? 0) / steps : 0;
  return (
    <span className={styles.state}>
      <StateMark state={stateWord(run)} />
      {!hasEnded(run) && steps ? (
        <span className={styles.share}>
          <ValueBar value={share} />
          <span className="num">{percent(share, 0)}</span>
        </span>
      ) : null}
    </span>
  );
}

export function Actions({ run, onRenaming, actions }: RowProps) {
  return (
    <RunMenu
      run={run}
      onRename={() => onRenaming(run.id)}
      onAgain={() => actions.again(run)}
      onPutAway={() => actions.putAway(run)}
    />
  );
}
