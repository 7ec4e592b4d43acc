/** How short messages are shown. Fetched when the first one is, or soon after the page is there. */
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { problemsOf } from './problems';
import { problemText } from './ui/ProblemText';

export { Notifications } from '@mantine/notifications';

const TIME_TO_UNDO = 10_000;

export function show(message: string): void {
  notifications.show({ message, closeButtonProps: { 'aria-label': i18next.t('common:close') } });
}

export function showUndo(message: string, undo: () => void | Promise<void>): void {
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
            void Promise.resolve(undo()).catch(showError);
          }}
        >
          {i18next.t('common:undo')}
        </Button>
      </Group>
    ),
  });
}

export function showError(error: unknown): void {
  notifications.show({
    color: 'bad',
    autoClose: TIME_TO_UNDO,
    closeButtonProps: { 'aria-label': i18next.t('common:close') },
    message: problemsOf(error).map(problemText).join(' '),
  });
}
