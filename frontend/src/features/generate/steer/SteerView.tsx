import { ChosenGenerator } from '../ChosenGenerator';
import type { Place } from '../place';
import { Steer } from './Steer';
import styles from './Steer.module.css';

/** Make pictures with a trained generator and steer what it draws. */
export function SteerView({ place }: { place: Place }) {
  return (
    <ChosenGenerator place={place}>
      {(model, choice) => (
        <Steer key={model.id} model={model} choice={<div className={styles.choice}>{choice}</div>} onModel={(next) => place.go({ model: next })} />
      )}
    </ChosenGenerator>
  );
}
