import { Autocomplete, Button, Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { commitImport, type ImportOut, type OwnOut } from '@/api';
import { visible } from '@/shared/characters';
import { number, sizes } from '@/shared/format';
import { ErrorText, Panel } from '@/shared/ui';
import styles from './Importing.module.css';
import { keptBy } from './plan';
import { type Part, Share } from './Share';

interface Props extends Part {
  found: ImportOut;
  /** The data set to which they are added. */
  joined: OwnOut;
  cancel: () => void;
  committed: () => void;
}

const LONGEST_NAME = 100;

/** What is to be decided about pictures that join a data set: their form is that of the others. */
export function JoinForm({ found, joined, survey, plan, change, cancel, committed }: Props) {
  const { t } = useTranslation('own');
  const commit = useMutation({
    mutationFn: () => commitImport({ path: { id: found.id }, body: { plan: { ...plan, label: plan.label.trim() } } }),
    onSuccess: committed,
  });
  const { kept } = keptBy(plan, survey);
  const [, , channels] = joined.shape;
  const form = [sizes(joined.shape.slice(0, 2).toReversed()), t(channels === 3 ? 'plan.colour' : 'plan.grey'), t(`plan.placings.${plan.placing}`)];
  const names = joined.classes.map(({ name }) => name);
  const [only] = survey.classes.length === 1 ? survey.classes : [];
  const nameless = survey.remarks.includes('unlabelled');
  const twice = survey.known_count + survey.duplicate_count;
  return (
    <Panel label={t('join.title')} className={styles.panel}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (kept > 0 && !commit.isPending) commit.mutate();
        }}
      >
        <p className={styles.facts}>{t('join.form', { name: visible(joined.name), form: form.join(' · ') })}</p>
        {only && (nameless || !names.includes(only.name)) && (
          <Autocomplete
            label={t('join.class')}
            description={nameless ? t('join.classHelp') : undefined}
            placeholder={nameless ? undefined : visible(only.name)}
            data={names}
            value={plan.label}
            maxLength={LONGEST_NAME}
            onChange={(label) => change({ ...plan, label })}
          />
        )}
        <Share survey={survey} plan={plan} change={change} />
        {twice > 0 && (
          <Switch
            label={t('join.duplicates', { count: twice, number: number(twice) })}
            checked={plan.duplicates === 'leave_out'}
            onChange={(event) => change({ ...plan, duplicates: event.currentTarget.checked ? 'leave_out' : 'keep' })}
          />
        )}
        {commit.error && <ErrorText error={commit.error} />}
        <div className={styles.row}>
          <Button onClick={cancel}>{t('import.cancel')}</Button>
          <Button type="submit" variant="filled" loading={commit.isPending} disabled={kept === 0} title={kept === 0 ? t('join.none') : undefined}>
            {t('join.add', { count: kept, number: number(kept) })}
          </Button>
        </div>
        {kept === 0 && <p className={styles.facts}>{t('join.none')}</p>}
      </form>
    </Panel>
  );
}
