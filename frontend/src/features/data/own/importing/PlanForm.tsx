import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { commitImport, type ImportOut } from '@/api';
import { number, sizes } from '@/shared/format';
import { Choice, ErrorText, Panel } from '@/shared/ui';
import styles from './Importing.module.css';
import { keptBy, PLACINGS, sidesFor, withColour, withPlacing, withSide } from './plan';
import { type Part, Share } from './Share';

interface Props extends Part {
  found: ImportOut;
  cancel: () => void;
  committed: () => void;
}

const LONGEST_NAME = 100;

/** What it will be called and in which form the pictures are kept; what suits them is filled in already. */
export function PlanForm({ found, survey, plan, change, cancel, committed }: Props) {
  const { t } = useTranslation('own');
  const [name, setName] = useState(found.name);
  const commit = useMutation({
    mutationFn: () => commitImport({ path: { id: found.id }, body: { name: name.trim(), plan } }),
    onSuccess: committed,
  });
  const { kept } = keptBy(plan, survey);
  const unnamed = name.trim() === '';
  return (
    <Panel label={t('plan.title')} className={styles.panel}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!unnamed && !commit.isPending) commit.mutate();
        }}
      >
        <TextInput label={t('plan.name')} value={name} maxLength={LONGEST_NAME} onChange={(event) => setName(event.currentTarget.value)} />
        <Form survey={survey} plan={plan} change={change} />
        <Share survey={survey} plan={plan} change={change} />
        {survey.duplicate_count > 0 && (
          <Switch
            label={t('plan.duplicates', { count: survey.duplicate_count, number: number(survey.duplicate_count) })}
            checked={plan.duplicates === 'leave_out'}
            onChange={(event) => change({ ...plan, duplicates: event.currentTarget.checked ? 'leave_out' : 'keep' })}
          />
        )}
        {commit.error && <ErrorText error={commit.error} />}
        <div className={styles.row}>
          <Button onClick={cancel}>{t('import.cancel')}</Button>
          <Button type="submit" variant="filled" loading={commit.isPending} disabled={unnamed} title={unnamed ? t('plan.nameMissing') : undefined}>
            {t('plan.import', { count: kept, number: number(kept) })}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function Form({ survey, plan, change }: Part) {
  const { t } = useTranslation('own');
  const [height, width, channels] = plan.shape;
  return (
    <>
      <Choice
        label={t('plan.size')}
        value={height}
        choices={sidesFor(survey)}
        text={(side) => {
          const words = sizes([withSide(plan, side).shape[1], side]);
          return side === survey.suggestion.shape[0] && width === height ? t('plan.suggested', { size: words }) : words;
        }}
        onChange={(side) => change(withSide(plan, side))}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('plan.hues')}
        value={channels === 3 ? 'colour' : 'grey'}
        onChange={(hues) => change(withColour(plan, hues === 'colour'))}
        data={(['colour', 'grey'] as const).map((value) => ({ value, label: t(`plan.${value}`) }))}
      />
      <fieldset className={styles.placings}>
        <legend>{t('plan.placing')}</legend>
        {PLACINGS.map((placing) => (
          <label key={placing} className={styles.placing}>
            <input type="radio" name="placing" checked={plan.placing === placing} onChange={() => change(withPlacing(plan, placing))} />
            <span>{t(`plan.placings.${placing}`)}</span>
            <small>{t(`plan.placingText.${placing}`)}</small>
          </label>
        ))}
      </fieldset>
      <Switch
        label={t('plan.invert')}
        description={t('plan.invertHelp')}
        checked={plan.invert}
        onChange={(event) => change({ ...plan, invert: event.currentTarget.checked })}
      />
    </>
  );
}
