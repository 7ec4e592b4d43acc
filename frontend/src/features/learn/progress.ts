/** Which steps of which lessons the reader has done; kept in this browser. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Lesson } from './lessons';

interface Progress {
  /** The done steps of each lesson, by name. */
  done: Readonly<Record<string, readonly string[]>>;
  complete: (lesson: string, step: string) => void;
  /** What was done before, which `restore` takes. */
  forget: (lesson: string) => readonly string[];
  restore: (lesson: string, steps: readonly string[]) => void;
}

export const useProgress = create<Progress>()(
  persist(
    (set, get) => ({
      done: {},
      complete: (lesson, step) => {
        const before = get().done[lesson] ?? [];
        if (!before.includes(step)) set(({ done }) => ({ done: { ...done, [lesson]: [...before, step] } }));
      },
      forget: (lesson) => {
        const before = get().done[lesson] ?? [];
        set(({ done }) => ({ done: { ...done, [lesson]: [] } }));
        return before;
      },
      restore: (lesson, steps) => set(({ done }) => ({ done: { ...done, [lesson]: steps } })),
    }),
    { name: 'netsumiki.lessons', partialize: ({ done }) => ({ done }) },
  ),
);

/** The steps of the lesson that are done; a stored step that the lesson no longer has does not count. */
export function doneOf({ name, steps }: Lesson, done: Progress['done']): string[] {
  return steps.filter((step) => done[name]?.includes(step));
}

/** Where to begin or to go on: the first step that is not done, or the first of all. */
export function nextOf(lesson: Lesson, done: Progress['done']): string {
  const reached = doneOf(lesson, done);
  return lesson.steps.find((step) => !reached.includes(step)) ?? (lesson.steps[0] as string);
}
