import type { FragmentProps } from '../lessons';
import { Race } from './Race';
import { Valley } from './Valley';

/** Small batches against all points at once; then a narrow valley, where plain gradient descent is slow. */
export function Fragment({ step, complete }: FragmentProps) {
  return step === 'noise' ? <Race complete={complete} /> : <Valley key={step} step={step} complete={complete} />;
}
