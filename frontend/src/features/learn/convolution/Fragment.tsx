import { useState } from 'react';
import type { FragmentProps } from '../lessons';
import { Counting } from './Counting';
import { LEVEL_EDGES } from './kernel';
import { Learnt } from './Learnt';
import { Pooling } from './Pooling';
import { Sliding } from './Sliding';

/** A kernel to slide and to paint, learnt ones to judge, pooling to measure, weights to count. */
export function Fragment({ step, complete, pad, drawing }: FragmentProps) {
  const [kernel, setKernel] = useState(LEVEL_EDGES);
  if (step === 'learnt') return <Learnt complete={complete} />;
  if (step === 'pool') return <Pooling pad={pad} drawing={drawing} complete={complete} />;
  if (step === 'count') return <Counting complete={complete} />;
  return <Sliding key={step} step={step} kernel={kernel} change={setKernel} complete={complete} />;
}
