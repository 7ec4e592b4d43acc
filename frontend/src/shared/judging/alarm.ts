/** The judge's alarms as sentences of the catalogue. */
import i18next from 'i18next';
import type { Alarm } from '@/api';
import { listing, percent } from '@/shared/format';

/** Translated by code and facts; a code that is not known keeps the judge's own sentence. */
export function alarmText({ code, facts, message }: Alarm): string {
  const key = `generate:alarm.${code}`;
  const classes = Array.isArray(facts.classes) ? facts.classes.map(String) : [];
  const values = {
    count: classes.length,
    classes: listing(classes),
    share: percent(typeof facts.share === 'number' ? facts.share : null, 0),
  };
  const known = i18next.exists(key, { count: classes.length });
  const sentence = known ? i18next.t(key, values) : message;
  return /[.。!?]$/.test(sentence) ? sentence : i18next.t('generate:sentence', { sentence });
}
