import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWorkbench } from '@/shared/workbench';
import { editSelected } from '../attention';
import type { Network } from '../graph';
import { useOutlineActs } from './actions';
import styles from './Outline.module.css';

/** What can be done with the selected block; a button that cannot be used says why. */
export function OutlineActions({ network }: { network: Network }) {
  const { t } = useTranslation('build');
  const acts = useOutlineActs();
  const selection = useWorkbench((bench) => bench.selection);
  const chosen = network.nodes.filter(({ name }) => selection.includes(name));
  const [first] = chosen;
  const one = chosen.length === 1 ? first : undefined;
  // a block moves among those of its own network
  const lane = network.nodes.filter((node) => node.lane === one?.lane);
  const place = one ? lane.indexOf(one) : -1;
  const why = chosen.length === 0 ? t('outline.chooseFirst') : undefined;
  const buttons = [
    { key: 'up', usable: place > 0, act: () => one && acts.move(one.name, -1) },
    { key: 'down', usable: one !== undefined && place < lane.length - 1, act: () => one && acts.move(one.name, 1) },
    { key: 'edit', usable: selection.length > 0, act: editSelected },
    { key: 'duplicate', usable: chosen.length > 0, act: acts.duplicate },
    { key: 'delete', usable: chosen.length > 0, act: acts.remove },
  ] as const;
  return (
    <div role="group" aria-label={t('outline.actions')} className={styles.actions}>
      {buttons.map(({ key, usable, act }) => (
        <Button
          key={key}
          size="compact-sm"
          aria-disabled={!usable}
          data-disabled={!usable || undefined}
          title={usable ? undefined : (why ?? t('outline.atTheEnd'))}
          onClick={() => usable && act()}
        >
          {t(`outline.${key}`)}
        </Button>
      ))}
    </div>
  );
}
