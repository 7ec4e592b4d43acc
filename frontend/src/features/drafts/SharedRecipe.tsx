import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inspect } from '@/api';
import { number } from '@/shared/format';
import type { Recipe } from '@/shared/recipe';
import { toast } from '@/shared/toast';
import { Dialog, ErrorText, NetworkPicture, ProblemText, Waiting } from '@/shared/ui';
import styles from './Drafts.module.css';
import { readRecipe } from './importing';
import { carriesRecipe, textInLink } from './link';
import { openRecipe } from './opening';
import { saver } from './shelf';

/** When the page's address carries a recipe: shows what it is, and opens it as a new draft only when told to. */
export function SharedRecipe({ onOpen }: { onOpen: () => void }) {
  const [fragment, setFragment] = useState(() => window.location.hash);
  useEffect(() => {
    const look = () => setFragment(window.location.hash);
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);

  if (!carriesRecipe(fragment)) return null;
  const dismiss = () => {
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, '', pathname + search);
    setFragment('');
  };
  return <Offer key={fragment} fragment={fragment} onOpen={onOpen} onClose={dismiss} />;
}

async function lookInto(fragment: string) {
  const recipe = await readRecipe(await textInLink(fragment));
  return { recipe, inspected: await inspect({ body: { recipe } }) };
}

function Offer({ fragment, onOpen, onClose }: { fragment: string; onOpen: () => void; onClose: () => void }) {
  const { t } = useTranslation('drafts');
  const { data, error } = useQuery({ queryKey: ['recipe-in-link', fragment], queryFn: () => lookInto(fragment), retry: false });

  const open = async (recipe: Recipe) => {
    await saver.flush().catch(() => undefined);
    const name = openRecipe(recipe, t('untitled'));
    onClose();
    onOpen();
    toast(t('imported', { name }));
  };

  return (
    <Dialog opened onClose={onClose} title={t('shared.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      {error && <ErrorText error={error} />}
      {!data && !error && <Waiting />}
      {data && (
        <>
          <p>
            <strong>{data.recipe.title ?? data.recipe.name ?? t('untitled')}</strong>
          </p>
          {data.recipe.description && <p className={styles.soft}>{data.recipe.description}</p>}
          <div className={styles.preview}>
            <NetworkPicture inspected={data.inspected} label="" />
          </div>
          <p className={styles.soft}>
            {t('shared.size', { count: data.inspected.nodes.length, parameters: number(data.inspected.parameters) })}
          </p>
          {data.inspected.problems.slice(0, 5).map((problem, place) => (
            <ProblemText key={place} problem={problem} />
          ))}
          <p className={styles.soft}>{t('shared.safe')}</p>
        </>
      )}
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>{t('shared.dismiss')}</Button>
        {data && (
          <Button variant="filled" onClick={() => void open(data.recipe)}>
            {t('shared.open')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
