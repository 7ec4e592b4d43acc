import { useMediaQuery } from '@mantine/hooks';
import { UndoRedo } from '@/features/build';
import { DraftMenu, ExportMenu, SavedNote, SaveVersion } from '@/features/drafts';
import { PageActions } from '@/shared/page';
import styles from './Build.module.css';

/** What can be done with the draft: in the header where there is room, else in a row of its own. */
export function BuildBar({ onNew }: { onNew: () => void }) {
  const roomy = useMediaQuery('(width > 1080px)', undefined, { getInitialValueInEffect: false });
  const draft = (
    <>
      <DraftMenu onNew={onNew} />
      <span className={styles.saved}>
        <SavedNote />
      </span>
    </>
  );
  const outside = (
    <span className={styles.outside}>
      <SaveVersion />
      <ExportMenu />
    </span>
  );
  if (roomy) {
    return (
      <PageActions>
        {draft}
        <UndoRedo />
        {outside}
      </PageActions>
    );
  }
  return (
    <>
      <PageActions>
        <UndoRedo />
      </PageActions>
      <div className={styles.bar}>
        {draft}
        {outside}
      </div>
    </>
  );
}
