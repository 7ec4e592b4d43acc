import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOut, OwnOut, SurveyOut } from '@/api';
import { visible } from '@/shared/characters';
import { number, sizes } from '@/shared/format';
import { ErrorText, Panel } from '@/shared/ui';
import { Known, Refused, Twins } from './Found';
import styles from './Importing.module.css';
import { JoinForm } from './JoinForm';
import { PlanForm } from './PlanForm';
import { type Plan, useSamples } from './plan';
import { Samples } from './Samples';

interface Props {
  found: ImportOut;
  survey: SurveyOut;
  /** The data set to which they are added, if there is one. */
  joined: OwnOut | undefined;
  cancel: () => void;
  committed: () => void;
}

/** What was found, before anything is kept of it: every class as a network will see it, and all that will not be taken. */
export function SurveyView({ found, survey, joined, cancel, committed }: Props) {
  const { t } = useTranslation('own');
  const [plan, setPlan] = useState(() => survey.suggestion as Plan);
  const heading = t('survey.heading', { count: survey.pictures, number: number(survey.pictures), classes: t('set.classes', { count: survey.classes.length }) });
  // what joins a data set gets its class beside this
  const remarks = joined ? survey.remarks.filter((remark) => remark !== 'unlabelled') : survey.remarks;
  const form = { found, survey, plan, change: setPlan, cancel, committed };
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>
        <Panel label={t('survey.classes')} heading={heading} className={styles.panel}>
          <p className={styles.facts}>{useFacts(survey)}</p>
          {remarks.length > 0 && (
            <ul className={styles.remarks}>
              {remarks.map((remark) => (
                <li key={remark}>{i18next.exists(`own:remarks.${remark}`) ? i18next.t(`own:remarks.${remark}`) : remark}</li>
              ))}
            </ul>
          )}
          <p className={styles.help}>{t('survey.help')}</p>
          <Classes id={found.id} survey={survey} plan={plan} joined={joined} />
        </Panel>
        <Refused survey={survey} />
        <Known survey={survey} />
        <Twins survey={survey} />
      </div>
      {joined ? <JoinForm joined={joined} {...form} /> : <PlanForm {...form} />}
    </div>
  );
}

function Classes({ id, survey, plan, joined }: { id: string; survey: SurveyOut; plan: Plan; joined: OwnOut | undefined }) {
  const { t } = useTranslation('own');
  const named = survey.classes.map((one) => ({ ...one, name: plan.label.trim() || one.name }));
  const there = (name: string) => {
    const known = joined?.classes.find((one) => one.name === name);
    const count = known && known.train + known.test + known.left_out;
    return count === undefined ? t('survey.newClass') : t('survey.there', { count, number: number(count) });
  };
  const { address, busy, error } = useSamples(id, plan);
  return (
    <>
      {error && <ErrorText error={error} />}
      <ul className={styles.classes} aria-busy={busy}>
        {named.map(({ name, count }, place) => (
          <li key={place}>
            <span className={styles.className}>
              {visible(name)}
              <span className={styles.count}>{[t('pictures', { count, number: number(count) }), ...(joined ? [there(name)] : [])].join(' · ')}</span>
            </span>
            <Samples address={address} samples={survey.samples} label={place} shape={plan.shape} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** "In colour · 48 × 48 · folders", or how many are and in which sizes. */
function useFacts({ grey, colour, sizes: found, kind, remarks }: SurveyOut): string {
  const { t } = useTranslation('own');
  const hues = colour === 0 ? t('survey.grey') : grey === 0 ? t('survey.colour') : t('survey.mixed', { grey: number(grey), colour: number(colour) });
  const [first, ...others] = found;
  const most = first && sizes([first.width, first.height]);
  const size = others.length === 0 ? most : t('survey.sizes', { count: others.length + 1, most });
  const loose = kind === 'folders' && remarks.includes('unlabelled'); // there are no folders
  return [hues, size, !loose && t(`survey.kind.${kind}`)].filter(Boolean).join(' · ');
}
