import type { ReactNode } from 'react';
import type { ModelOut } from '@/api';
import { ModelCard } from './ModelCard';
import styles from './ModelsBrowser.module.css';

interface Props {
  title: string;
  models: readonly ModelOut[];
  tried: string | null;
  tryOut: (model: ModelOut) => void;
  /** What else can be done with each. */
  more?: (model: ModelOut) => ReactNode;
  /** What stands there while there are none. */
  none?: ReactNode;
}

/** Models of one kind, as cards under a title. */
export function ModelGroup({ title, models, tried, tryOut, more, none }: Props) {
  if (models.length === 0 && !none) return null;
  return (
    <section aria-label={title} className={styles.group}>
      <h2 className={styles.heading}>{title}</h2>
      {models.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <ul className={styles.cards}>
          {models.map((model) => (
            <li key={model.id}>
              <ModelCard model={model} tried={model.id === tried} tryOut={tryOut} more={more} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
