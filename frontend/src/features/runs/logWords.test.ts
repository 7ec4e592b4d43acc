import i18next from 'i18next';
import { expect, it } from 'vitest';
import { logWords } from './logWords';

const look = (key: string, values?: Record<string, string>) => i18next.t(key, { ns: 'runs', ...values });
const words = (kind: string, step: number, data: Record<string, unknown> = {}) => logWords({ id: 1, kind, step, data }, look);

it.each([
  ['started', 0, { training_examples: 54000, validation_examples: 6000, seed: 3, resumed_at: 0 }, 'Started with seed 3: 54,000 examples to learn from, 6,000 to validate.'],
  ['started', 200, { resumed_at: 200 }, 'Taken up again at step 200.'],
  ['paused', 12, {}, 'Paused at step 12.'],
  ['learning_rate', 7, { lr: 0.003 }, 'Learning rate changed to 0.003 at step 7.'],
  ['stopped', 9, { reason: 'you stopped it' }, 'You stopped it at step 9.'],
  ['stopped', 9, { reason: 'no better result' }, 'Stopped at step 9: no better result.'],
  ['stopped', 9, { reason: 'no better validation result for 5 evaluations' }, 'Stopped at step 9: evaluations without a better validation result: 5.'],
  ['failed', 4, { error: 'the disk is full', code: 'disk-full' }, 'Failed at step 4: The disk is full. The last checkpoint is kept: free some space, then try again.'],
  ['failed', 4, { error: 'the loss became nan' }, 'Failed at step 4: the loss became nan'],
  ['finished', 99, { seconds: 12, test_accuracy: 0.9712 }, 'Finished after 12 s with 97.12 % of the test data read correctly.'],
  ['something', 5, {}, 'something at step 5.'],
])('tells of %s at %d', (kind, step, data, wanted) => expect(words(kind, step, data)).toBe(wanted));
