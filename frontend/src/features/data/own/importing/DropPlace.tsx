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

/** Takes what is dropped anywhere on the page; over the card of a data set of one's own, it is for that one. */
export function DropPlace({ name, refusal, ...where }: Props) {
  const { t } = useTranslation('own');
  const { take } = useTaking(where);
  const over = useFileDrop((transfer, place) => {
    if (refusal) toast(refusal);
    else void dropped(transfer).then((taken) => take(taken, cardAt(place)?.dataset.into), toastError);
  });
  const card = cardAt(over);
  const into = card?.dataset.name ?? name;
  const words = refusal ?? (into === undefined ? t('place.drop') : t('place.dropInto', { name: visible(into) }));
  return (
    over && (
      <div className={styles.drop} style={card && frameOf(card)}>
        <span>{words}</span>
      </div>
    )
  );
}

function cardAt(place: Element | null): HTMLElement | undefined {
  return place?.closest<HTMLElement>('[data-into]') ?? undefined;
}

/** Round the card instead of the whole page. */
function frameOf(card: HTMLElement): React.CSSProperties {
  const { left, top, width, height } = card.getBoundingClientRect();
  return { inset: 'auto', left, top, width, height };
}
