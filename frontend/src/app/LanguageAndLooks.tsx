import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage, type Language, LANGUAGES } from '@/shared/language';
import { toastError } from '@/shared/toast';
import styles from './LanguageAndLooks.module.css';

const SCHEMES = ['light', 'dark', 'auto'] as const;
type Scheme = (typeof SCHEMES)[number];

/** The menu in which language and light or dark are chosen. */
export function LanguageAndLooks() {
  const { t } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" shadow="md" width={200} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="default" size="input-xs" w="auto" px={10} className={styles.menu} aria-label={t('looks.menu')}>
          <span className={styles.sign} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('looks.language')}</Menu.Label>
        <Menu.RadioGroup
          value={currentLanguage()}
          onChange={(value) => void chooseLanguage(value as Language).catch(toastError)}
        >
          {Object.entries(LANGUAGES).map(([language, name]) => (
            <Menu.RadioItem key={language} value={language} lang={language}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('looks.looks')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as Scheme)}>
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`looks.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
