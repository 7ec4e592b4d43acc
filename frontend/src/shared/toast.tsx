/** Short messages that go away by themselves; what was done can be taken back from them. */
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { problemsOf } from './problems';
import { problemText } from './ui/ProblemText';

const TIME_TO_UNDO = 10_000;

export function toast(message: string): void {
  notifications.show({ message, closeButtonProps: { 'aria-label': i18next.t('common:close') } });
}

/** Say what was done and offer to take it back. */
export function toastUndo(message: string, undo: () => void | Promise<void>): void {
  const id = notifications.show({
    autoClose: TIME_TO_UNDO,
    closeButtonProps: { 'aria-label': i18next.t('common:close') },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          style={{ flex: 'none' }}
          aria-label={i18next.t('common:undoThat', { what: message })}
          onClick={() => {
            notifications.hide(id);
            void Promise.resolve(undo()).catch(toastError);
          }}
        >
          {i18next.t('common:undo')}
        </Button>
      </Group>
    ),
  });
}

/** Say in words what went wrong. */
export function toastError(error: unknown): void {
  notifications.show({
    color: 'bad',
    autoClose: TIME_TO_UNDO,
    closeButtonProps: { 'aria-label': i18next.t('common:close') },
    message: problemsOf(error).map(problemText).join(' '),
  });
}
