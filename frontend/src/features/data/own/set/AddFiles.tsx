import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnOut } from '@/api';
import { usePicking } from '../importing/usePicking';
import { useTaking } from '../importing/useTaking';

/** More pictures from files: a zip, some pictures, or a whole folder. */
export function AddFiles({ own }: { own: OwnOut }) {
  const { t } = useTranslation('own');
  const { take, busy } = useTaking({ into: own.id });
  const { fields, pick } = usePicking(take);
  return (
    <>
      <Menu position="bottom-start" width={220} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button loading={busy}>{t('set.add')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['file', 'folder'] as const).map((what) => (
            <Menu.Item key={what} onClick={() => pick(what)}>
              {t(`place.${what}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {fields}
    </>
  );
}
