import type { FragmentProps } from '../lessons';
import { Bending } from './Bending';
import { Together } from './Together';

/** The curve of one activation; and in the last step a network of three neurons with the chosen one. */
export function Fragment({ step, complete }: FragmentProps) {
  return step === 'together' ? <Together complete={complete} /> : <Bending step={step} complete={complete} />;
}
