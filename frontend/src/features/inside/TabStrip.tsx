import { Tabs } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Inside.module.css';
import type { Tab } from './place';

/** The names of the tabs in one row; where it is too narrow for all, the chosen one is brought into sight. */
export function TabStrip({ tabs, chosen }: { tabs: readonly Tab[]; chosen: Tab }) {
  const { t } = useTranslation('inside');
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = strip.current;
    const tab = row?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (!row || !tab) return;
    const [left, right] = [tab.offsetLeft - row.offsetLeft, tab.offsetLeft - row.offsetLeft + tab.offsetWidth];
    if (left < row.scrollLeft) row.scrollLeft = left;
    else if (right > row.scrollLeft + row.clientWidth) row.scrollLeft = right - row.clientWidth;
  }, [chosen]);
  return (
    <Tabs.List ref={strip} aria-label={t('node')} className={styles.tabs}>
      {tabs.map((one) => (
        <Tabs.Tab key={one} value={one}>
          {t(`tabs.${one}`)}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
