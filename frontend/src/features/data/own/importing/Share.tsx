import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SurveyOut } from '@/api';
import { number, percent } from '@/shared/format';
import { Slider } from '@/shared/ui';
import { keptBy, type Plan, TEST } from './plan';

export interface Part {
  survey: SurveyOut;
  plan: Plan;
  change: (plan: Plan) => void;
}

/** What is for testing: as the files say it themselves, or a share of each class. */
export function Share({ survey, plan, change }: Part) {
  const { t } = useTranslation('own');
  const { test } = keptBy(plan, survey);
  const given = survey.given_split && plan.given_split;
  return (
    <>
      {survey.given_split && (
        <Switch
          label={t('plan.given')}
          description={given ? t('plan.givenText', { count: test, number: number(test) }) : undefined}
          checked={plan.given_split}
          onChange={(event) => change({ ...plan, given_split: event.currentTarget.checked })}
        />
      )}
      {!given && (
        <Slider
          label={t('plan.test')}
          value={plan.test}
          text={t('plan.testText', { share: percent(plan.test, 0), number: number(test) })}
          min={TEST.least}
          max={TEST.most}
          step={TEST.step}
          onChange={(share) => change({ ...plan, test: share })}
        />
      )}
    </>
  );
}
