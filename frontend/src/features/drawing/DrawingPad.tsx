import { useTranslation } from 'react-i18next';
import { Panel } from '@/shared/ui';
import { useChosenModel } from './chosenModel';
import { DrawingOptions } from './DrawingOptions';
import { PadTools } from './PadTools';
import { Slate } from './Slate';
import styles from './DrawingPad.module.css';

interface Props {
  /** Pen width and kept drawings stand under the pad, where there is room, instead of behind a button. */
  open?: boolean;
  /** What the empty pad invites to. */
  hint?: string;
  className?: string;
}

/** The pad with its tools. Its side is the CSS variable `--pad-size` (176 px), or less where there is no room. */
export function DrawingPad({ open = false, hint, className }: Props) {
  const { t } = useTranslation('drawing');
  const { id, models } = useChosenModel();
  const digits = models.find((model) => model.id === id)?.class_names.every((name) => /^\d$/.test(name)) ?? true;
  return (
    <Panel label={t('pad')} heading={t('draw')} aside={<PadTools more={!open} />} className={className}>
      <Slate hint={hint ?? t(digits ? 'hint' : 'hintOther')} />
      {open && (
        <div className={styles.below}>
          <DrawingOptions />
        </div>
      )}
    </Panel>
  );
}
