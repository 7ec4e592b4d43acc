import styles from './Importing.module.css';
import { COLUMNS } from './plan';

interface Props {
  /** The sheet with the samples of all classes. */
  address: string | undefined;
  /** The class of each of them. */
  samples: readonly number[];
  label: number;
  shape: readonly number[];
}

/** Some pictures of one class, as they will be kept. Decoration beside its name. */
export function Samples({ address, samples, label, shape: [height = 1, width = 1] }: Props) {
  const lines = Math.ceil(samples.length / COLUMNS);
  const columns = Math.min(COLUMNS, samples.length);
  const share = (place: number, count: number) => `${count > 1 ? (100 * place) / (count - 1) : 0}%`;
  return (
    <span className={styles.samples} aria-hidden="true">
      {samples.map((own, place) =>
        own === label ? (
          <span
            key={place}
            className={styles.sample}
            style={{
              aspectRatio: width / height,
              backgroundImage: address && `url("${address}")`,
              backgroundSize: `${100 * columns}% ${100 * lines}%`,
              backgroundPosition: `${share(place % COLUMNS, columns)} ${share(Math.floor(place / COLUMNS), lines)}`,
            }}
          />
        ) : null,
      )}
    </span>
  );
}
