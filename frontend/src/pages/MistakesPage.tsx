import { TenMore } from '@/features/drawing';
import { MistakesView } from '@/features/mistakes';

/** `/mistakes?model=run:ID&split=validation&actual=4&predicted=9&row=17` */
export function Component() {
  return <MistakesView pad={(label) => <TenMore key={label} label={label} />} />;
}
