import { useTranslation } from 'react-i18next';
import { significant } from '@/shared/format';
import { Choice, Panel } from '@/shared/ui';
import styles from './Playground.module.css';
import { ACTIVATIONS, DECAYS, OPTIMIZERS, RATES, type Settings } from './settings';

/** How the network bends its answers, and how it learns. */
export function Learning({ settings, onChange }: { settings: Settings; onChange: (some: Partial<Settings>) => void }) {
  const { t } = useTranslation('playground');
  return (
    <Panel label={t('settings.title')} className={styles.learning}>
      <Choice label={t('settings.rate')} value={settings.lr} choices={RATES} text={(rate) => significant(rate)} onChange={(lr) => onChange({ lr })} />
      <Choice label={t('settings.activation')} value={settings.activation} choices={ACTIVATIONS} text={(name) => t(`settings.activations.${name}`)} onChange={(activation) => onChange({ activation })} />
      <Choice label={t('settings.optimizer')} value={settings.optimizer} choices={OPTIMIZERS} text={(name) => t(`settings.optimizers.${name}`)} onChange={(optimizer) => onChange({ optimizer })} />
      <Choice label={t('settings.decay')} value={settings.decay} choices={DECAYS} text={(decay) => significant(decay)} onChange={(decay) => onChange({ decay })} />
    </Panel>
  );
}
