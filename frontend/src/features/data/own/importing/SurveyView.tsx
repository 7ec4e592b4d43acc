import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOut, RefusedOut, SurveyOut } from '@/api';
import { visible } from '@/shared/characters';
import { listing, number, sizes } from '@/shared/format';
import { ErrorText, Panel } from '@/shared/ui';
import styles from './Importing.module.css';
import { PlanForm } from './PlanForm';
import { type Plan, useSamples } from './plan';
import { Samples } from './Samples';

interface Props {
  found: ImportOut;
  survey: SurveyOut;
  cancel: () => void;
  committed: () => void;
}

/** What was found, before anything is kept of it: every class as a network will see it, and all that will not be taken. */
export function SurveyView({ found, survey, cancel, committed }: Props) {
  const { t } = useTranslation('own');
  const [plan, setPlan] = useState(() => survey.suggestion as Plan);
  const heading = t('survey.heading', { count: survey.pictures, number: number(survey.pictures), classes: t('set.classes', { count: survey.classes.length }) });
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>
        <Panel label={t('survey.classes')} heading={heading} className={styles.panel}>
          <p className={styles.facts}>{useFacts(survey)}</p>
          {survey.remarks.length > 0 && (
            <ul className={styles.remarks}>
              {survey.remarks.map((remark) => (
                <li key={remark}>{i18next.exists(`own:remarks.${remark}`) ? i18next.t(`own:remarks.${remark}`) : remark}</li>
              ))}
            </ul>
          )}
          <p className={styles.help}>{t('survey.help')}</p>
          <Classes id={found.id} survey={survey} plan={plan} />
        </Panel>
        <Refused survey={survey} />
        <Twins survey={survey} />
      </div>
      <PlanForm found={found} survey={survey} plan={plan} change={setPlan} cancel={cancel} committed={committed} />
    </div>
  );
}

function Classes({ id, survey, plan }: { id: string; survey: SurveyOut; plan: Plan }) {
  const { t } = useTranslation('own');
  const { address, busy, error } = useSamples(id, plan);
  return (
    <>
      {error && <ErrorText error={error} />}
      <ul className={styles.classes} aria-busy={busy}>
        {survey.classes.map(({ name, count }, place) => (
          <li key={name}>
            <span className={styles.className}>
              {visible(name)}
              <span className={styles.count}>{t('pictures', { count, number: number(count) })}</span>
            </span>
            <Samples address={address} samples={survey.samples} label={place} shape={plan.shape} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** "In colour · 48 × 48 · folders", or how many are and in which sizes. */
function useFacts({ grey, colour, sizes: found, kind }: SurveyOut): string {
  const { t } = useTranslation('own');
  const hues = colour === 0 ? t('survey.grey') : grey === 0 ? t('survey.colour') : t('survey.mixed', { grey: number(grey), colour: number(colour) });
  const [first, ...others] = found;
  const most = first && sizes([first.width, first.height]);
  const size = others.length === 0 ? most : t('survey.sizes', { count: others.length + 1, most });
  return [hues, size, t(`survey.kind.${kind}`)].filter(Boolean).join(' · ');
}

/** Nothing is dropped silently: each file by its name, with the reason. */
function Refused({ survey: { refused, refused_count: count } }: { survey: SurveyOut }) {
  const { t } = useTranslation('own');
  if (count === 0) return null;
  const title = t('survey.refused', { count, number: number(count) });
  const left = count - refused.length;
  return (
    <Panel label={title} className={styles.panel}>
      <p className={styles.help}>{t('survey.refusedHelp')}</p>
      <ul className={styles.names} tabIndex={0} aria-label={title}>
        {refused.map((one, place) => (
          <li key={place}>
            <b>{one.name}</b> {reasonOf(one)}
          </li>
        ))}
        {left > 0 && <li>{t('survey.more', { count: left, number: number(left) })}</li>}
      </ul>
    </Panel>
  );
}

/** Why a file is not taken: in the language that is shown, else as the server says it. */
function reasonOf({ reason, message }: RefusedOut): string {
  const key = `own:reasons.${reason}`;
  return i18next.exists(key) ? i18next.t(key) : message;
}

const MOST_GROUPS = 20;

function Twins({ survey: { duplicates, duplicate_count: exact, near, near_count: alike } }: { survey: SurveyOut }) {
  const { t } = useTranslation('own');
  if (exact + alike === 0) return null;
  const title = t('survey.twins', { exact: number(exact), near: number(alike) });
  const groups = [...duplicates.map((names) => ({ names, key: 'survey.same' as const })), ...near.map((names) => ({ names, key: 'survey.alike' as const }))];
  return (
    <Panel label={title} className={styles.panel}>
      <p className={styles.help}>{t('survey.twinsHelp')}</p>
      <ul className={styles.names} tabIndex={0} aria-label={title}>
        {groups.slice(0, MOST_GROUPS).map(({ names, key }, place) => (
          <li key={place}>{t(key, { names: listing(names) })}</li>
        ))}
      </ul>
    </Panel>
  );
}
