import type { ComponentType } from 'react';
import type { FragmentProps } from '../lessons';
import { shared } from '../shared';
import { GatesStep } from './GatesStep';
import { NextStep } from './NextStep';
import { StateStep } from './StateStep';
import { WriteStep } from './WriteStep';

const STEPS: Readonly<Record<string, ComponentType<{ complete: () => void }>>> = {
  state: StateStep,
  gates: GatesStep,
  next: NextStep,
  write: WriteStep,
};

/** A network that reads letter by letter: its state, its gates, what it expects, and what it writes. */
export function Fragment({ step, complete }: FragmentProps) {
  const Step = STEPS[step];
  return Step ? (
    <div className={shared.board}>
      <Step complete={complete} />
    </div>
  ) : null;
}
