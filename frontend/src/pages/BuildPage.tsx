import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { getModel, getRun } from '@/api';
import { ConflictBanner, DropRecipe, openRecipe, SharedRecipe, useDrafts } from '@/features/drafts';
import { EmergingDigit } from '@/features/generate/EmergingDigit';
import { StartScreen } from '@/features/start';
import { usePageTitle } from '@/shared/page';
import type { Recipe } from '@/shared/recipe';
import { toastError } from '@/shared/toast';
import { ErrorText, Waiting } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import { BuildBar } from './build/BuildBar';
import styles from './build/Build.module.css';
import { prepareWorkshop, Workshop } from './build/Workshop';

/** Build: the first screen, or the open draft with everything that one needs to build, train and try it. */
export function Component() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const name = useWorkbench((bench) => bench.name);
  usePageTitle(name || t('pages.build'));
  useAddress();
  const drafts = useDrafts();
  const isOpen = drafts.state === 'open';
  const starting = drafts.state === 'none' || (isOpen && search.has('start'));
  const goHome = useCallback(() => void navigate('/', { replace: true }), [navigate]);
  useEffect(() => {
    if (!starting) return;
    prepareWorkshop();
    // a file that is dropped here, or another draft from the menu, is what one wants to see
    return useWorkbench.subscribe((now, before) => {
      if (now.opening !== before.opening) goHome();
    });
  }, [starting, goHome]);

  return (
    <div className={styles.page}>
      <h1 className="unseen">{t('pages.build')}</h1>
      <BuildBar onNew={() => void navigate('/?start')} />
      <ConflictBanner />
      {drafts.state === 'opening' && <Waiting />}
      {drafts.state === 'failed' && <ErrorText error={drafts.error} retry={drafts.retry} />}
      {starting && <StartScreen generated={<EmergingDigit />} onOpen={goHome} onBack={isOpen ? goHome : undefined} />}
      {isOpen && !starting && <Workshop />}
      <SharedRecipe onOpen={goHome} />
      <DropRecipe />
    </div>
  );
}

/** `/?run=ID` and `/?open=zoo:NAME` open the recipe of a run or model as a new draft; `/?model=run:ID` draws for that model. */
function useAddress(): void {
  const { t } = useTranslation('drafts');
  const [search, setSearch] = useSearchParams();
  const run = search.get('run');
  const source = search.get('open');
  const model = search.get('model');

  useEffect(() => {
    if (model === null) return;
    useWorkbench.getState().chooseModel(model);
    setSearch(without('model'), { replace: true });
  }, [model, setSearch]);

  useEffect(() => {
    if (run === null && source === null) return;
    let current = true;
    const asked: Promise<{ recipe: object }> = run === null ? getModel({ path: { id: source ?? '' } }) : getRun({ path: { id: run } });
    asked
      .then((found) => {
        if (!current) return;
        openRecipe(found.recipe as Recipe, t('untitled'));
        setSearch(without(run === null ? 'open' : 'run'), { replace: true });
      })
      .catch(toastError);
    return () => {
      current = false;
    };
  }, [run, source, setSearch, t]);
}

function without(name: string) {
  return (search: URLSearchParams) => {
    search.delete(name);
    return search;
  };
}
