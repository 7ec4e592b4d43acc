/** What is decided before an import: in which form the pictures are kept, and what becomes of the duplicates. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type PlanIn, previewImport, type SurveyOut } from '@/api';
import { asAddress } from '../../asAddress';

export type Plan = Required<PlanIn>;

export const PLACINGS = ['fit', 'crop', 'stretch', 'digit'] as const;
export const COLUMNS = 10; // of the samples on their sheet
const SIDES = [8, 16, 24, 28, 32, 48, 64, 96, 128, 192, 256];
/** The share that is for testing. */
export const TEST = { least: 0.05, most: 0.5, step: 0.05, usual: 0.2 };
const PAUSE = 150; // milliseconds

/** The sides to choose from: the usual ones, and the one that suits these pictures. */
export function sidesFor({ suggestion }: Pick<SurveyOut, 'suggestion'>): number[] {
  return [...new Set([...SIDES, suggestion.shape[0]])].sort((one, other) => one - other);
}

/** With another side; a form that is no square stays as oblong as it is. */
export function withSide(plan: Plan, side: number): Plan {
  const [height, width, channels] = plan.shape;
  return { ...plan, shape: [side, Math.min(Math.max(Math.round((side * width) / height), 8), 256), channels] };
}

/** In colour or grey. What is placed like a digit is grey. */
export function withColour(plan: Plan, colour: boolean): Plan {
  const [height, width] = plan.shape;
  return { ...plan, shape: [height, width, colour ? 3 : 1], placing: colour && plan.placing === 'digit' ? 'fit' : plan.placing };
}

export function withPlacing(plan: Plan, placing: Plan['placing']): Plan {
  const [height] = plan.shape;
  // somebody who chooses how pictures are placed means all of them
  return { ...plan, placing, keep: false, ...(placing === 'digit' && { shape: [height, height, 1] as [number, number, number] }) };
}

/** How many will be kept, and how many of these for testing. */
export function keptBy(
  { duplicates, test, given_split: given }: Plan,
  survey: Pick<SurveyOut, 'pictures' | 'duplicate_count' | 'known_count' | 'classes' | 'given_split'>,
) {
  const kept = survey.pictures - (duplicates === 'leave_out' ? survey.duplicate_count + survey.known_count : 0);
  const told = survey.classes.reduce((sum, one) => sum + one.test, 0);
  return { kept, test: given && survey.given_split ? told : Math.round(kept * test) };
}

/** Some pictures of each class as the plan would keep them, all on one sheet. */
export function useSamples(id: string, wanted: Plan) {
  const [{ shape, placing, invert, keep }] = useDebouncedValue(wanted, PAUSE);
  const plan = { shape, placing, invert, keep };
  const { data, isFetching, error } = useQuery({
    queryKey: ['own-samples', id, plan],
    queryFn: async ({ signal }) => asAddress((await previewImport({ path: { id }, body: { plan, columns: COLUMNS }, signal, parseAs: 'blob' })) as unknown as Blob),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });
  return { address: data, busy: isFetching, error };
}
