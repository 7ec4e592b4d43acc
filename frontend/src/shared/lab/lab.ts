/** A Lab: a small network in the server's memory, asked one thing at a time, and made anew when it is gone there. */
import {
  changeLab,
  createLab,
  deleteLab,
  drawLabLandscape,
  followInLab,
  type LabFollowed,
  type LabFollowIn,
  type LabLandscape,
  type LabLandscapeIn,
  type LabOut,
  type LabShow,
  type LabWeightIn,
  resetLab,
  setLabWeight,
  stepLab,
} from '@/api';
import { ProblemsError } from '@/shared/problems';
import type { Recipe } from '@/shared/recipe';

/** `undefined`: a newer question of the same kind took its place, or the Lab was closed meanwhile. */
type Answer<T> = Promise<T | undefined>;

interface Question {
  /** Of those that wait with the same kind only the newest is asked; without a kind each is asked. */
  kind: string | null;
  ask: () => Promise<void>;
  drop: () => void;
}

export class Lab {
  private id: string | undefined;
  private waiting: Question[] = [];
  private busy = false;
  private closed = false;

  constructor(private recipe: Recipe) {}

  /** Go on with another recipe: weights stay where name and shape are the same, unless the seed is another. */
  change(recipe: Recipe, show: LabShow = {}): Answer<LabOut> {
    return this.put('change', async () => {
      const body = { recipe: { ...recipe }, show };
      const changed = this.id === undefined ? undefined : await unlessGone(changeLab({ path: { id: this.id }, body }));
      const out = changed ?? (await createLab({ body }));
      this.id = out.id;
      this.recipe = recipe;
      return out;
    });
  }

  /** Learn so many steps; 0 only looks. */
  step(steps: number, show: LabShow = {}): Answer<LabOut> {
    return this.put(steps === 0 ? 'look' : null, () => this.at((id) => stepLab({ path: { id }, body: { steps, show } })));
  }

  /** Begin again with the same numbers. */
  reset(show: LabShow = {}): Answer<LabOut> {
    return this.put('reset', () => this.at((id) => resetLab({ path: { id }, body: { show } })));
  }

  setWeight(weight: Omit<LabWeightIn, 'show'>, show: LabShow = {}): Answer<LabOut> {
    const kind = `weight ${weight.node} ${weight.parameter} ${weight.index.join()}`;
    return this.put(kind, () => this.at((id) => setLabWeight({ path: { id }, body: { ...weight, show } })));
  }

  /** One example forward and back. */
  follow(example: LabFollowIn): Answer<LabFollowed> {
    return this.put('follow', () => this.at((id) => followInLab({ path: { id }, body: example })));
  }

  /** The loss over two of the weights. */
  landscape(axes: LabLandscapeIn): Answer<LabLandscape> {
    return this.put('landscape', () => this.at((id) => drawLabLandscape({ path: { id }, body: axes })));
  }

  close(): void {
    this.closed = true;
    for (const question of this.waiting.splice(0)) question.drop();
    // one that is being asked may still make it: `proceed` puts that away
    if (!this.busy) this.putAway();
  }

  // -- one after the other ----------------------------------------------------------------------------------------

  private put<T>(kind: string | null, request: () => Promise<T>): Answer<T> {
    if (this.closed) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      const ask = () => request().then((answer) => resolve(this.closed ? undefined : answer), reject);
      const question = { kind, ask, drop: () => resolve(undefined) };
      const place = kind === null ? -1 : this.waiting.findIndex((other) => other.kind === kind);
      if (place === -1) this.waiting.push(question);
      else this.waiting.splice(place, 1, question)[0]?.drop();
      void this.proceed();
    });
  }

  private async proceed(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await next.ask();
    this.busy = false;
    if (this.closed) this.putAway();
  }

  private async at<T>(request: (id: string) => Promise<T>): Promise<T> {
    const answer = this.id === undefined ? undefined : await unlessGone(request(this.id));
    if (answer !== undefined) return answer;
    this.id = (await createLab({ body: { recipe: { ...this.recipe } } })).id;
    return request(this.id);
  }

  private putAway(): void {
    if (this.id === undefined) return;
    deleteLab({ path: { id: this.id } }).catch(() => undefined); // the server forgets it by itself when it needs room
    this.id = undefined;
  }
}

/** The answer, or `undefined` where the server has no such Lab any more. */
async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemsError && error.problems.some(({ code }) => code === 'lab-gone')) return undefined;
    throw error;
  }
}
