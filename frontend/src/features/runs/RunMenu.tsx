import { ActionIcon, Menu } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Run } from '@/shared/run';

interface Props {
  run: Run;
  onRename: () => void;
  onAgain: () => void;
  onPutAway: () => void;
}

/** What else can be done with a run of the list. */
export function RunMenu({ run, onRename, onAgain, onPutAway }: Props) {
  const { t } = useTranslation('runs');
  const rename = useRef(false);
  return (
    <Menu
      position="bottom-end"
      shadow="md"
      // the menu gives the focus back to its button when it closes; only then may the field take it
      onExitTransitionEnd={() => {
        if (rename.current) onRename();
        rename.current = false;
      }}
    >
      <Menu.Target>
        <ActionIcon variant="subtle" color="accent" aria-label={t('menu', { name: run.name })}>
          <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
            <circle cx="3" cy="8" r="1.5" />
            <circle cx="8" cy="8" r="1.5" />
            <circle cx="13" cy="8" r="1.5" />
          </svg>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            rename.current = true;
          }}
        >
          {t('rename')}
        </Menu.Item>
        <Menu.Item onClick={onAgain}>{t('duplicate')}</Menu.Item>
        <Menu.Item component={Link} to={`/?run=${run.id}`}>
          {t('openRecipe')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="bad" onClick={onPutAway}>
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
