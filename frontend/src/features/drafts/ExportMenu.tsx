import { Button, Menu, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSteadyCurrentRun } from '@/shared/liveRun';
import type { Recipe } from '@/shared/recipe';
import { toast, toastError } from '@/shared/toast';
import { useWorkbench } from '@/shared/workbench';
import { Dialog } from '@/shared/ui';
import { download, fileName } from './importing';
import { linkTo } from './link';

/** Take the recipe or the trained model away: as a file, or as a link that carries the recipe. */
export function ExportMenu() {
  const { t } = useTranslation('drafts');
  const [link, setLink] = useState<string | null>(null);
  const recipe = useWorkbench((bench) => bench.recipe);
  const name = useWorkbench((bench) => bench.name) || t('untitled');
  const run = useSteadyCurrentRun();

  const saveFile = (shared: Recipe) => download(`${JSON.stringify(named(shared, name), null, 2)}\n`, fileName(name, 'json'));
  const copyLink = async (shared: Recipe) => {
    const made = await linkTo(named(shared, name));
    try {
      await navigator.clipboard.writeText(made);
      toast(t('export.copied'));
    } catch {
      setLink(made); // a browser that keeps its clipboard to itself
    }
  };

  return (
    <>
      <Menu position="bottom-end" width={260} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button disabled={!recipe}>{t('export.button')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!recipe} onClick={() => recipe && saveFile(recipe)}>
            {t('export.recipe')}
          </Menu.Item>
          <Menu.Item disabled={!recipe} onClick={() => recipe && void copyLink(recipe).catch(toastError)}>
            {t('export.link')}
          </Menu.Item>
          {run?.has_model ? (
            <Menu.Item component="a" href={`/api/models/run:${encodeURIComponent(run.id)}/file`} download>
              {t('export.model', { run: run.name })}
            </Menu.Item>
          ) : (
            <Menu.Item disabled>{t('export.noModel')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {link !== null && (
        <Dialog
          opened
          onClose={() => setLink(null)}
          title={t('export.link')}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <Textarea
            label={t('export.copyThis')}
            value={link}
            readOnly
            rows={5}
            data-autofocus
            onFocus={(event) => event.currentTarget.select()}
          />
        </Dialog>
      )}
    </>
  );
}

/** Whoever gets the recipe sees it under the name that the draft has here. */
function named(recipe: Recipe, name: string): Recipe {
  return { ...recipe, title: name };
}
