import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import { toast, toastError } from '@/shared/toast';
import { useFileDrop } from '@/shared/useFileDrop';
import styles from './Importing.module.css';
import { dropped } from './taking';
import { useTaking, type Where } from './useTaking';

interface Props extends Where {
  /** What the data set is called to which the pictures are added. */
  name?: string | undefined;
  /** Why nothing can be taken now. */
  refusal?: string | undefined;
}

/** Takes what is dropped anywhere on the page. */
export function DropPlace({ name, refusal, ...where }: Props) {
  const { t } = useTranslation('own');
  const { take } = useTaking(where);
  const over = useFileDrop((transfer) => {
    if (refusal) toast(refusal);
    else void dropped(transfer).then(take, toastError);
  });
  const words = refusal ?? (name === undefined ? t('place.drop') : t('place.dropInto', { name: visible(name) }));
  return over && <div className={styles.drop}>{words}</div>;
}
