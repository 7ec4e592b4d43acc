import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ImportOut, RefusedOut, SurveyOut } from '@/api';
import { visible } from '@/shared/characters';
import { listing, number } from '@/shared/format';
import { Panel } from '@/shared/ui';
import styles from './Importing.module.css';

/** Nothing is dropped silently: each file by its name, with the reason. */
export function Refused({ survey: { refused, refused_count: count } }: { survey: SurveyOut }) {
  const { t } = useTranslation('own');
  if (count === 0) return null;
  const title = t('survey.refused', { count, number: number(count) });
  return <Named title={title} help={t('survey.refusedHelp')} rows={refused.map(row)} left={count - refused.length} />;
}

/** What could be read, but not be brought into the form of the data set. */
export function Lost({ found: { lost, lost_count: count } }: { found: ImportOut }) {
  const { t } = useTranslation('own');
  const title = t('survey.lost', { count, number: number(count) });
  return <Named title={title} help={t('survey.lostHelp')} rows={lost.map(row)} left={count - lost.length} />;
}

function row(one: RefusedOut) {
  return (
    <>
      <b>{one.name}</b> {reasonOf(one)}
    </>
  );
}

/** Why a file is not taken: in the language that is shown, else as the server says it. */
function reasonOf({ reason, message }: RefusedOut): string {
  const key = `own:reasons.${reason}`;
  return i18next.exists(key) ? i18next.t(key) : message;
}

const MOST_GROUPS = 20;

export function Twins({ survey: { duplicates, duplicate_count: exact, near, near_count: alike } }: { survey: SurveyOut }) {
  const { t } = useTranslation('own');
  if (exact + alike === 0) return null;
  const groups = [...duplicates.map((names) => ({ names, key: 'survey.same' as const })), ...near.map((names) => ({ names, key: 'survey.alike' as const }))];
  const rows = groups.slice(0, MOST_GROUPS).map(({ names, key }) => t(key, { names: listing(names) }));
  return <Named title={t('survey.twins', { exact: number(exact), near: number(alike) })} help={t('survey.twinsHelp')} rows={rows} />;
}

/** What the data set to which the pictures are added has already. */
export function Known({ survey: { known, known_count: count, nearly_known: nearly, nearly_known_count: alike } }: { survey: SurveyOut }) {
  const { t } = useTranslation('own');
  if (count + alike === 0) return null;
  const row = (key: 'survey.knownAs' | 'survey.nearlyKnownAs') => (one: { name: string; label: string }) => (
    <>
      <b>{one.name}</b> {t(key, { label: visible(one.label) })}
    </>
  );
  const rows = [...known.map(row('survey.knownAs')), ...nearly.map(row('survey.nearlyKnownAs'))];
  const title = t('survey.known', { exact: number(count), near: number(alike) });
  return <Named title={title} help={t('survey.knownHelp')} rows={rows} left={count + alike - rows.length} />;
}

/** A list of files, and how many more there are. */
function Named({ title, help, rows, left = 0 }: { title: string; help: string; rows: React.ReactNode[]; left?: number }) {
  const { t } = useTranslation('own');
  return (
    <Panel label={title} className={styles.panel}>
      <p className={styles.help}>{help}</p>
      <ul className={styles.names} tabIndex={0} aria-label={title}>
        {rows.map((row, place) => (
          <li key={place}>{row}</li>
        ))}
        {left > 0 && <li>{t('survey.more', { count: left, number: number(left) })}</li>}
      </ul>
    </Panel>
  );
}
