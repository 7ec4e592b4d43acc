import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { duration, number, percent } from '@/shared/format';
import { Alarms, MeasuresTable, type Verdict } from '@/shared/judging';
import { Panel, ValueBar } from '@/shared/ui';
import { Neighbours } from './Neighbours';
import styles from './Judge.module.css';

const OBEYED = 0.8; // of what real examples reach, as the judge's alarm has it

/** A verdict: what is wrong in words, every number beside that of real examples, and by which protocol. */
export function VerdictReport({ verdict, model }: { verdict: Verdict; model: ModelOut }) {
  const { t } = useTranslation('generate');
  return (
    <div className={styles.report}>
      <Panel label={t('judge.inWords')} className={styles.card}>
        <Alarms alarm={verdict.alarm} />
      </Panel>
      <Panel label={t('judge.numbers')} className={styles.card}>
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('judge.numbers')}>
          <MeasuresTable verdict={verdict} />
        </div>
        <ProtocolText verdict={verdict} />
      </Panel>
      {verdict.kind === 'pictures' && verdict.generated.per_class && <PerClass verdict={verdict} />}
      {verdict.kind === 'pictures' && <Neighbours model={model} verdict={verdict} />}
    </div>
  );
}

function PerClass({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('generate');
  const { class_names: names, generated, real } = verdict;
  return (
    <Panel label={t('judge.perClass')} className={styles.card}>
      <p className={styles.hint}>{t('judge.perClassAbout')}</p>
      <ul className={styles.classes}>
        {names.map((name, place) => {
          const share = generated.per_class?.[place] ?? null;
          const spread = generated.spreads?.[place] ?? null;
          const low = share !== null && share < OBEYED * (real.per_class?.[place] ?? 1);
          return (
            <li key={name}>
              <b>{name}</b>
              <ValueBar value={share ?? 0} colour={low ? 'var(--warn)' : 'var(--generator)'} />
              <span className="num">
                {low && <span aria-hidden="true">△ </span>}
                {percent(share)}
              </span>
              <span className={styles.soft}>{spread === null ? '' : t('judge.spreadOf', { spread: number(spread, 2) })}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** How it was measured, folded away. */
function ProtocolText({ verdict: { protocol } }: { verdict: Verdict }) {
  const { t } = useTranslation('generate');
  const facts: [string, string | null][] = [
    ['judge', protocol.judge],
    ['judgeHash', protocol.judge_sha256],
    ['modelHash', protocol.model_sha256],
    ['data', t('judge.protocol.dataOf', { data: protocol.data, training: number(protocol.training_examples), test: number(protocol.test_examples) })],
    ['count', number(protocol.count)],
    ['seed', String(protocol.seed)],
    ['took', duration(protocol.seconds)],
    ['library', protocol.library],
  ];
  return (
    <details className={styles.protocol}>
      <summary>{t('judge.protocol.title')}</summary>
      <dl>
        {facts.map(
          ([key, value]) =>
            value && (
              <div key={key}>
                <dt>{t(`judge.protocol.${key}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </details>
  );
}
