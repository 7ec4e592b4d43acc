import { DrawingPad, PredictionPanel, useChosenModel } from '@/features/drawing';
import { ModelsBrowser } from '@/features/models';

export function Component() {
  const { id } = useChosenModel();
  return (
    <ModelsBrowser
      tried={id}
      trial={
        <>
          <DrawingPad />
          <PredictionPanel />
        </>
      }
    />
  );
}
