/** The models that read pictures in the form of a data set. */
import type { ModelOut, OwnOut } from '@/api';
import { useModels } from '@/shared/models';

/** One's own before those that come along; nothing while the list is on its way. */
export function useReaders({ shape }: Pick<OwnOut, 'shape'>): ModelOut[] | undefined {
  const fitting = useModels().data?.filter((model) => model.kind === 'classifier' && model.input_shape.join() === shape.join());
  const isOwn = ({ id }: ModelOut) => id.startsWith('run:');
  return fitting?.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
}
