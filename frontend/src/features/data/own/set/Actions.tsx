import { Autocomplete, Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeIn, OwnOut } from '@/api';
import { number } from '@/shared/format';
import type { Editing, Rows } from '../asking';
import { changeWords } from './changeWords';
import { startsGroup } from './choosing';
import styles from './Set.module.css';
import { useChanging } from './useChanging';

interface Props {
  own: OwnOut;
  rows: Rows | null;
  chosen: ReadonlySet<number>;
  choose: (rows: ReadonlySet<number>) => void;
  editing: Editing;
}

/** What can be done to the chosen pictures: another class, another purpose, left out. Every step can be undone. */
export function Actions({ own, rows, chosen, choose, editing }: Props) {
  const { t } = useTranslation('own');
  const none = chosen.size === 0;
  const refusal = none ? t('actions.noneChosen') : undefined;
  const disabled = none || editing.busy;
  const { undo, redo } = own;

  const change = useChanging(editing);
  const apply = (...changes: ChangeIn[]) => void change(...changes).then((done) => done && choose(new Set()));
  const list = () => [...chosen];
  const relabel = (label: string) => {
    const known = own.classes.some(({ name }) => name === label);
    apply(...(known ? [] : [{ change: 'add_class', name: label } as const]), { change: 'relabel', rows: list(), label });
  };
  const move = (to: 'train' | 'test') => apply({ change: 'move', rows: list(), to });

  const group = rows?.group;
  const extra = () => new Set([...(rows?.row ?? [])].filter((_, place) => group && !startsGroup(group, place)));
  return (
    <div className={styles.bar} role="group" aria-label={t('actions.title')}>
      <div className={styles.line}>
        <b className={styles.chosen} aria-live="polite">
          {t('actions.chosen', { count: chosen.size, number: number(chosen.size) })}
        </b>
        <Button disabled={!rows || chosen.size === rows.row.length} onClick={() => choose(new Set(rows?.row))}>
          {t('actions.all')}
        </Button>
        {group && <Button onClick={() => choose(extra())}>{t('actions.twins')}</Button>}
        <Button disabled={none} onClick={() => choose(new Set())}>
          {t('actions.none')}
        </Button>
        <span className={styles.apart}>
          <Button disabled={!undo || editing.busy} title={undo ? changeWords(t, undo) : t('actions.nothingToUndo')} onClick={() => editing.undo.mutate(own.version)}>
            {t('actions.undo')}
          </Button>
          <Button disabled={!redo || editing.busy} title={redo ? changeWords(t, redo) : t('actions.nothingToRedo')} onClick={() => editing.redo.mutate(own.version)}>
            {t('actions.redo')}
          </Button>
        </span>
      </div>
      <div className={styles.line}>
        <ClassField names={own.classes.map(({ name }) => name)} disabled={disabled} refusal={refusal} give={relabel} />
        <Button disabled={disabled} title={refusal} onClick={() => move('train')}>
          {t('actions.train')}
        </Button>
        <Button disabled={disabled} title={refusal} onClick={() => move('test')}>
          {t('actions.test')}
        </Button>
        <Button disabled={disabled} title={refusal} onClick={() => apply({ change: 'leave_out', rows: list() })}>
          {t('actions.out')}
        </Button>
      </div>
    </div>
  );
}

/** One of the classes, or a new one that is typed. */
function ClassField({ names, disabled, refusal, give }: { names: string[]; disabled: boolean; refusal: string | undefined; give: (label: string) => void }) {
  const { t } = useTranslation('own');
  const [label, setLabel] = useState('');
  const wanted = label.trim();
  const submit = () => {
    if (disabled || !wanted) return;
    give(wanted);
    setLabel('');
  };
  return (
    <span className={styles.classField}>
      <Autocomplete
        size="xs"
        aria-label={t('actions.class')}
        placeholder={t('actions.class')}
        data={names}
        value={label}
        maxLength={100}
        onChange={setLabel}
        onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && submit()}
      />
      <Button disabled={disabled || !wanted} title={refusal} onClick={submit}>
        {t('actions.give')}
      </Button>
    </span>
  );
}
