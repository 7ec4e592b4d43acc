/** Examples of a text, which the server gives as lines. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { LinesOut } from '@/api';
import { listLinesOptions } from '@/api/@tanstack/react-query.gen';
import type { Split } from './datasets';

export function useLines(name: string, query: { split: Split; label?: number; count: number; every?: number }) {
  return useQuery({ ...listLinesOptions({ path: { name }, query }), staleTime: Infinity, placeholderData: keepPreviousData });
}

/** Lines that follow one another, as one text. */
export function joined({ lines }: LinesOut): string {
  return lines.map(({ text }) => text).join('');
}
