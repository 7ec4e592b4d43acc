/** The judge's verdict on a generator: what is measured, and how each number is written beside that of real examples. */
import type { Alarm, Judged } from '@/api';
import { number, percent } from '@/shared/format';

export interface Protocol {
  judge: string | null;
  judge_sha256: string | null;
  model_sha256: string | null;
  data: string;
  training_examples: number;
  test_examples: number;
  count: number;
  seed: number;
  library: string;
  seconds: number;
}

interface Common {
  class_names: string[];
  generated: Judged;
  real: Judged;
  alarm: Alarm[];
  protocol: Protocol;
}

export interface PictureVerdict extends Common {
  kind: 'pictures';
  /** The class that is drawn worst, and how often as asked. */
  lowest: [name: string, agreement: number] | null;
  frechet: { generated: number; floor: number; count: number };
  nearest: { ratio: number; copies: number; count: number; pairs: Pair[] };
  learnt: { generated: number; real: number; count: number; labels: 'asked' | 'read' };
}

export interface Pair {
  generated: number;
  training: number;
  distance: number;
}

export interface PointVerdict extends Common {
  kind: 'points';
}

export type Verdict = PictureVerdict | PointVerdict;

/** One line of the table: `key` names its words. */
export interface Measure {
  key: string;
  generated: string;
  /** What real examples reach; null where there is nothing to compare with. */
  real: string | null;
  /** What its sentence fills in. */
  facts?: Record<string, string>;
}

export function measuresOf(verdict: Verdict): Measure[] {
  const { generated, real } = verdict;
  if (verdict.kind === 'points') {
    return [
      { key: 'quality', generated: percent(generated.quality), real: percent(real.quality) },
      { key: 'coverage', generated: percent(generated.coverage), real: percent(real.coverage) },
    ];
  }
  const { frechet, nearest, learnt, lowest, class_names: names } = verdict;
  const seen = (judged: Judged) => `${number(judged.classes_seen)} / ${number(names.length)}`;
  const measures: (Measure | null)[] = [
    typeof generated.agreement === 'number'
      ? {
          key: lowest ? 'agreement' : 'agreementOnly',
          generated: percent(generated.agreement, 2),
          real: percent(real.agreement, 2),
          facts: lowest ? { name: lowest[0], share: percent(lowest[1], 1) } : undefined,
        }
      : null,
    { key: 'seen', generated: seen(generated), real: seen(real) },
    { key: 'unsure', generated: percent(generated.unsure), real: percent(real.unsure) },
    { key: 'strange', generated: percent(generated.strange), real: percent(real.strange) },
    { key: 'spread', generated: number(generated.spread, 2), real: number(real.spread, 2) },
    { key: 'frechet', generated: number(frechet.generated, 3), real: number(frechet.floor, 3) },
    { key: 'nearest', generated: number(nearest.ratio, 2), real: number(1, 2) },
    { key: 'copies', generated: percent(nearest.copies), real: percent(0, 0), facts: { count: number(nearest.count) } },
    { key: 'learnt', generated: percent(learnt.generated), real: percent(learnt.real), facts: { count: number(learnt.count) } },
  ];
  return measures.filter((one) => one !== null);
}
