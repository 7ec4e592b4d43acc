/** Saves the open draft by itself, a moment after each edit, and never over what another tab saved meanwhile. */
import { create } from 'zustand';
import type { DocumentOut } from '@/api';
import { ProblemsError } from '@/shared/problems';
import type { Positions, Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';

export interface Content {
  name: string;
  recipe: Recipe;
  positions: Positions;
}

export type Saving =
  | { state: 'empty' | 'changed' | 'saving' }
  | { state: 'saved'; at: number | null }
  | { state: 'failed'; error: unknown }
  | { state: 'conflict'; current: DocumentOut };

/** What the saver asks of the server. */
export interface Shelf {
  create: (content: Content) => Promise<DocumentOut>;
  save: (id: string, revision: number, content: Content) => Promise<DocumentOut>;
  get: (id: string) => Promise<DocumentOut>;
  /** Send without waiting for the answer: the page is being closed. */
  depart: (id: string | null, revision: number, content: Content) => void;
}

/** One opening of a document: what is on the server, and what stands on the workbench. */
interface Draft {
  opening: number;
  id: string | null;
  revision: number;
  kept: Content | null;
  latest: Content | null;
  conflict: boolean;
  sending: Promise<void> | null;
}

const PAUSE = 800; // milliseconds without an edit until a save
const LONGEST_PAUSE = 5_000; // an edit that never ends is saved in between
const FIRST_RETRY = 2_000;
const LONGEST_RETRY = 30_000;

/** How the open draft is saved, for whoever shows it. */
export const useSaving = create<{ saving: Saving }>(() => ({ saving: { state: 'empty' } }));

export class Saver {
  readonly #shelf: Shelf;
  #draft: Draft = noDraft(-1);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changedAt: number | null = null;
  #savedAt: number | null = null;
  #retry = FIRST_RETRY;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** Follow the workbench; returns what ends it. */
  start(): () => void {
    const stop = useWorkbench.subscribe(() => this.notice());
    this.notice();
    return () => {
      stop();
      void this.flush().catch(() => undefined);
    };
  }

  /** Something on the workbench changed. */
  notice(): void {
    const { opening, documentId, revision, name, recipe, positions } = useWorkbench.getState();
    const content = recipe && { name, recipe, positions };
    if (opening !== this.#draft.opening) {
      void this.flush().catch(() => undefined); // of the draft that is left
      const kept = documentId === null ? null : content;
      this.#draft = { ...noDraft(opening), id: documentId, revision, kept };
      this.#savedAt = null;
      this.#show(kept ? { state: 'saved', at: null } : { state: 'empty' });
    }
    if (!content) return;
    const draft = this.#draft;
    if (same(content, draft.latest ?? draft.kept)) return;
    draft.latest = content;
    if (draft.conflict) return;
    if (!draft.sending && !unsaved(draft)) return this.#show({ state: 'saved', at: this.#savedAt }); // undone again
    this.#show({ state: 'changed' });
    this.#later(draft.id === null ? 0 : PAUSE); // a new draft is there at once, whatever happens to the page
  }

  /** Save now what is not saved yet. Rejects when that fails. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#changedAt = null;
    const draft = this.#draft;
    while (draft.sending || unsaved(draft)) {
      draft.sending ??= this.#send(draft).finally(() => {
        draft.sending = null;
      });
      await draft.sending;
    }
  }

  /** The page is being closed: send what is not saved, without waiting. */
  depart(): void {
    const draft = this.#draft;
    if (!unsaved(draft) || !draft.latest) return;
    const revision = draft.revision + (draft.sending && draft.id !== null ? 1 : 0);
    if (draft.id !== null || !draft.sending) this.#shelf.depart(draft.id, revision, draft.latest);
  }

  /** Go on from what the other tab saved; undo brings one's own edits back. */
  takeTheirs(): void {
    const current = this.#settle();
    if (!current) return;
    this.#draft.kept = contentOf(current);
    this.#draft.latest = null;
    this.#draft.revision = current.revision;
    const { recipe, positions, name } = this.#draft.kept;
    const bench = useWorkbench.getState();
    useWorkbench.setState({ name, revision: current.revision });
    bench.edit(recipe, positions);
    this.#show({ state: 'saved', at: null });
  }

  /** Leave theirs alone and go on with one's own edits under another name. */
  async keepMine(name: string): Promise<void> {
    if (!this.#settle()) return;
    this.#draft.id = null;
    this.#draft.kept = null;
    useWorkbench.setState({ name, documentId: null });
    await this.flush();
  }

  #settle(): DocumentOut | null {
    const { saving } = useSaving.getState();
    if (saving.state !== 'conflict') return null;
    this.#draft.conflict = false;
    return saving.current;
  }

  async #send(draft: Draft): Promise<void> {
    const content = draft.latest;
    if (!content) return;
    if (draft === this.#draft) this.#show({ state: 'saving' });
    try {
      const { id, revision } = draft;
      this.#kept(draft, content, id === null ? await this.#shelf.create(content) : await this.#shelf.save(id, revision, content));
    } catch (error) {
      await this.#recover(draft, content, error);
    }
  }

  #kept(draft: Draft, content: Content, saved: DocumentOut): void {
    draft.id = saved.id;
    draft.revision = saved.revision;
    draft.kept = content;
    this.#retry = FIRST_RETRY;
    if (draft !== this.#draft) return;
    useWorkbench.setState({ documentId: saved.id, revision: saved.revision });
    this.#savedAt = Date.now();
    this.#show(unsaved(draft) ? { state: 'changed' } : { state: 'saved', at: this.#savedAt });
  }

  /** Another tab saved, the draft is gone, or the server cannot be reached: nothing of it loses an edit. */
  async #recover(draft: Draft, content: Content, error: unknown): Promise<void> {
    const status = error instanceof ProblemsError ? error.status : 0;
    if (status === 404 && draft.id !== null) {
      draft.id = null; // deleted in another tab: what is edited here becomes a draft of its own
      return;
    }
    if (status === 409 && draft.id !== null) {
      const current = await this.#shelf.get(draft.id);
      if (alike(contentOf(current), content)) return this.#kept(draft, content, current); // our own save, unanswered
      draft.conflict = true;
      if (draft === this.#draft) this.#show({ state: 'conflict', current });
      return;
    }
    if (draft === this.#draft) {
      this.#show({ state: 'failed', error });
      this.#later(this.#retry);
      this.#retry = Math.min(this.#retry * 2, LONGEST_RETRY);
    }
    throw error;
  }

  #later(pause: number): void {
    const now = Date.now();
    this.#changedAt ??= now;
    const wait = Math.max(Math.min(pause, this.#changedAt + LONGEST_PAUSE - now), 0);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(() => undefined), pause > LONGEST_PAUSE ? pause : wait);
  }

  #show(saving: Saving): void {
    useSaving.setState({ saving });
  }
}

function noDraft(opening: number): Draft {
  return { opening, id: null, revision: 0, kept: null, latest: null, conflict: false, sending: null };
}

function unsaved(draft: Draft): boolean {
  return draft.latest !== null && !draft.conflict && !same(draft.latest, draft.kept);
}

function same(one: Content, other: Content | null): boolean {
  return one.recipe === other?.recipe && one.positions === other.positions && one.name === other.name;
}

function alike(one: Content, other: Content): boolean {
  return canonical(one) === canonical(other);
}

/** The same text for the same content, in whatever order its keys stand. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/** What the server keeps as plain JSON, as the studio reads it. */
export function contentOf(document: Pick<DocumentOut, 'name' | 'recipe' | 'positions'>): Content {
  return {
    name: document.name,
    recipe: document.recipe as unknown as Recipe,
    positions: document.positions as Positions,
  };
}
