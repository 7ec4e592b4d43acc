import '@/locales/generate';
import type { ComponentType } from 'react';
import type { FragmentProps } from '../lessons';
import { JudgeStep } from './JudgeStep';
import { NoiseStep } from './NoiseStep';
import { PlayStep } from './PlayStep';
import { RatioStep } from './RatioStep';

const STEPS: Readonly<Record<string, ComponentType<{ complete: () => void }>>> = {
  play: PlayStep,
  noise: NoiseStep,
  ratio: RatioStep,
  judge: JudgeStep,
};

/** Two networks that play against each other; what noise and label are for; and how one tells whether it went well. */
export function Fragment({ step, complete }: FragmentProps) {
  const Step = STEPS[step];
  return Step ? <Step complete={complete} /> : null;
}
