/** What goes through the network, as a request names it. */
import type { ExampleIn, ModelOut, SampleRow } from '@/api';
import type { Drawing } from '@/shared/drawn';
import { readsDrawings } from '@/shared/models';

export const WAYS = ['drawing', 'data', 'own', 'noise', 'text', 'numbers'] as const;
export type Way = (typeof WAYS)[number];

/** An example of the model's data. */
export type Sample = SampleRow & { split: 'train' | 'test' };

/** Every way keeps what was chosen in it, so that one can go back and forth. */
export interface Chosen {
  way: Way;
  sample: Sample;
  seed: number;
  label: number;
  text: string;
  numbers: readonly number[];
}

type Reads = Pick<ModelOut, 'kind' | 'writes' | 'input_shape' | 'class_names' | 'origin'>;

/** The ways in which this model can be given an example, the first of them to begin with. */
export function waysOf(model: Reads): Way[] {
  if (model.kind === 'generator') return ['noise'];
  // only a model that comes along is sure to have an example of its own
  const given: Way[] = model.origin === 'zoo' ? ['own', 'data'] : ['data', 'own'];
  if (model.writes) return ['text', ...given];
  if (readsDrawings(model)) return [...given, 'drawing'];
  return model.input_shape.length === 1 && (model.input_shape[0] ?? 0) <= 8 ? [...given, 'numbers'] : given;
}

/** `sample` is what one came to look at; a generator reads none. */
export function firstChoice(model: Reads, sample: Sample | null = null): Chosen {
  const ways = waysOf(model);
  return {
    way: sample && ways.includes('data') ? 'data' : (ways[0] ?? 'own'),
    sample: sample ?? { row: 0, split: 'test' },
    seed: 0,
    label: 0,
    text: 'The ',
    numbers: Array<number>(model.kind === 'classifier' && model.input_shape.length === 1 ? Math.min(model.input_shape[0] ?? 0, 8) : 0).fill(0),
  };
}

/** An empty pad sends nothing: then the model's own example goes in. */
export function exampleOf(chosen: Chosen, drawing: Drawing | null, conditional: boolean): ExampleIn {
  switch (chosen.way) {
    case 'drawing':
      if (!drawing || drawing.strokes.length === 0) return {};
      return { strokes: drawing.strokes as [number, number][][], brush: drawing.brush };
    case 'data':
      return { sample: chosen.sample };
    case 'noise':
      return conditional ? { seed: chosen.seed, label: chosen.label } : { seed: chosen.seed };
    case 'text':
      return { text: chosen.text };
    case 'numbers':
      return { numbers: [...chosen.numbers] };
    default:
      return {};
  }
}
