import { useTranslation } from 'react-i18next';
import { Dialog } from '@/shared/ui';
import styles from './KeyboardHelp.module.css';
import { SHORTCUTS } from './shortcuts';

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Every shortcut of the page. */
export function KeyboardHelp({ opened, onClose }: Props) {
  const { t } = useTranslation(['build', 'common']);
  const keyName = (key: string) => (/^[a-z]+$/.test(key) ? t(`build:keyboard.keys.${key}`) : key);
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('build:keyboard.help')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <p className={styles.intro}>{t('build:keyboard.intro')}</p>
      <dl className={styles.list}>
        {SHORTCUTS.map(({ text, keys }) => (
          <div key={text} className={styles.row}>
            <dt>{t(`build:keyboard.${text}`)}</dt>
            <dd>
              {keys.map((together) => (
                <span key={together.join()} className={styles.keys}>
                  {together.map((key) => (
                    <kbd key={key}>{keyName(key)}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
