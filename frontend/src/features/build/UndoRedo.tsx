import { ActionIcon, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHistory } from '@/shared/workbench';

const PICTURES = { undo: 'M7 4L3 8l4 4M3 8h8a5 5 0 0 1 0 10H8', redo: 'M13 4l4 4-4 4M17 8H9a5 5 0 0 0 0 10h3' };

/** Take back and do again, one edit at a time. */
export function UndoRedo() {
  const { t } = useTranslation('build');
  const undo = useHistory((history) => history.undo);
  const redo = useHistory((history) => history.redo);
  const past = useHistory((history) => history.pastStates.length);
  const future = useHistory((history) => history.futureStates.length);
  const buttons = [
    { kind: 'undo', label: t('canvas.undo'), keys: 'Z', act: () => undo(), possible: past > 0 },
    { kind: 'redo', label: t('canvas.redo'), keys: 'Shift + Z', act: () => redo(), possible: future > 0 },
  ] as const;
  return buttons.map(({ kind, label, keys, act, possible }) => (
    <Tooltip key={kind} label={`${label} (${t('keyboard.keys.ctrl')} + ${keys})`}>
      <ActionIcon variant="default" size="var(--target)" aria-label={label} aria-disabled={!possible} data-disabled={!possible || undefined} onClick={act}>
        <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
          <path d={PICTURES[kind]} fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      </ActionIcon>
    </Tooltip>
  ));
}
