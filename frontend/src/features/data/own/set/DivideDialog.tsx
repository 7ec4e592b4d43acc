import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnOut } from '@/api';
import { number, percent } from '@/shared/format';
import { Dialog, Slider } from '@/shared/ui';
import { useEditing } from '../asking';
import { TEST } from '../importing/plan';
import styles from './Set.module.css';
import { useChanging } from './useChanging';

/** What is not left out is divided anew between training and testing. */
export function DivideDialog({ own, onClose }: { own: OwnOut; onClose: () => void }) {
  const { t } = useTranslation(['own', 'common']);
  const [share, setShare] = useState(TEST.usual);
  const editing = useEditing(own);
  const change = useChanging(editing);
  const count = Math.round((own.train + own.test) * share);
  const divide = () => void change({ change: 'divide', share }).then((done) => done && onClose());
  return (
    <Dialog opened onClose={onClose} title={t('own:divide.title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <div className={styles.side}>
        <p className={styles.help}>{t('own:divide.help')}</p>
        <Slider
          label={t('own:plan.test')}
          value={share}
          text={t('own:plan.testText', { share: percent(share, 0), number: number(count) })}
          min={TEST.least}
          max={TEST.most}
          step={TEST.step}
          onChange={setShare}
        />
      </div>
      <Group justify="flex-end" mt="md">
        <Button variant="filled" loading={editing.busy} onClick={divide}>
          {t('own:divide.do')}
        </Button>
      </Group>
    </Dialog>
  );
}
