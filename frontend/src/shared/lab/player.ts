/** Lets the Lab learn at a steady pace, and tells the page what there is to read: ten times a second at most. */
import type { LabFollowed, LabFollowIn, LabLandscape, LabLandscapeIn, LabOut, LabShow, LabWeightIn } from '@/api';
import type { Recipe } from '@/shared/recipe';
import { type Course, extended } from './course';
import { Lab } from './lab';
import { due } from './pace';
import { Screen } from './screen';

/** What the page shows beside the pictures. */
export interface Told {
  playing: boolean;
  out: LabOut | null;
  points: LabOut['points'];
  /** The recipe that `out` is about: after a change it is the old one until the Lab has the new one. */
  recipe: Recipe | null;
  course: Course;
  error: unknown;
}

export const NOTHING_YET: Told = { playing: false, out: null, points: null, recipe: null, course: [], error: null };

const FINE = 48;
const COARSE = 24;
const EVERY = 6; // requests between two looks at the hidden neurons
const WAIT = 100; // milliseconds between two tellings

export class Player {
  readonly screen = new Screen();
  private hidden: readonly string[] = [];
  private lab: Lab;
  private tell: (told: Told) => void = () => undefined;
  private pace = 60;
  private told: Told = NOTHING_YET;
  private session = 0; // counts the times that it was set going or paused
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly output: LabShow;

  /** `answer` is the node whose units are the network's answer; `more` is what else to tell with it. */
  constructor(private recipe: Recipe, answer: string, more: LabShow = {}) {
    this.lab = new Lab(recipe);
    this.output = { measured: true, weights: true, plane: true, size: FINE, nodes: [answer], ...more };
  }

  /** From now on it tells what it hears; gives what ends that, and the Lab. */
  open(tell: (told: Told) => void): () => void {
    this.tell = tell;
    return () => this.close();
  }

  setPace(pace: number): void {
    this.pace = pace;
  }

  /** Go on with another recipe, whose hidden neurons are the units of these nodes. */
  use(recipe: Recipe, hidden: readonly string[]): void {
    [this.recipe, this.hidden] = [recipe, hidden];
    void this.show(this.lab.change(recipe, { ...this.output, points: this.output.plane ?? false }), recipe);
  }

  tryAgain(): void {
    this.use(this.recipe, this.hidden);
  }

  play(): void {
    this.update({ playing: true });
    void this.run(++this.session);
  }

  pause(): void {
    this.session += 1;
    this.update({ playing: false });
    void this.look();
  }

  step(): void {
    this.pause();
    void this.show(this.lab.step(1, this.output));
  }

  reset(): void {
    this.halt();
    void this.show(this.lab.reset(this.output));
  }

  /** Ends when the network has the weight, or a newer one was asked for in its place. */
  async setWeight(weight: Omit<LabWeightIn, 'show'>): Promise<void> {
    await this.heard(this.lab.setWeight(weight, this.output));
    void this.look();
  }

  /** One example forward and back; nothing when a newer one was asked for, or it failed, which is told. */
  follow(example: LabFollowIn): Promise<LabFollowed | undefined> {
    return this.caught(this.lab.follow(example));
  }

  /** The loss over two of the weights; nothing as above. */
  landscape(axes: LabLandscapeIn): Promise<LabLandscape | undefined> {
    return this.caught(this.lab.landscape(axes));
  }

  private close(): void {
    this.session += 1;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.lab.close();
    this.lab = new Lab(this.recipe); // should it be opened once more
    this.told = NOTHING_YET;
  }

  private async run(session: number): Promise<void> {
    let then = performance.now();
    let left = 1;
    while (this.session === session) {
      const now = performance.now();
      const plan = due(now - then, this.pace, left);
      [then, left] = [now, plan.left];
      if (plan.steps > 0) await this.heard(this.lab.step(plan.steps, this.showing()));
      await new Promise(requestAnimationFrame);
    }
  }

  /** The answer of the network nearly always; its hidden neurons, of which there are many, now and then. */
  private showing(): LabShow {
    this.turn = (this.turn + 1) % EVERY;
    return this.turn === 0 && this.hidden.length > 0 ? this.inside() : this.output;
  }

  private inside(): LabShow {
    return { plane: true, size: COARSE, nodes: [...this.hidden] };
  }

  private async show(answer: Promise<LabOut | undefined>, recipe?: Recipe): Promise<void> {
    await this.heard(answer, recipe);
    await this.look();
  }

  private async look(): Promise<void> {
    if (this.hidden.length > 0) await this.heard(this.lab.step(0, this.inside()));
  }

  private async heard(answer: Promise<LabOut | undefined>, changed?: Recipe): Promise<void> {
    const out = await this.caught(answer);
    if (!out) return;
    this.screen.take(out);
    const measured = out.measured ?? this.told.out?.measured ?? null;
    const course = out.measured ? extended(this.told.course, out.step, out.measured) : this.told.course;
    const recipe = changed ?? this.told.recipe; // answers come in the order of the questions
    this.update({ out: { ...out, measured }, points: out.points ?? this.told.points, recipe, course, error: null });
    if (out.problem && this.told.playing) this.halt();
  }

  private async caught<T>(answer: Promise<T | undefined>): Promise<T | undefined> {
    try {
      return await answer;
    } catch (error) {
      this.halt();
      this.update({ error });
      return undefined;
    }
  }

  private halt(): void {
    this.session += 1;
    this.update({ playing: false });
  }

  private update(some: Partial<Told>): void {
    const soon = 'playing' in some || (some.error ?? null) !== null;
    this.told = { ...this.told, ...some };
    if (soon || !this.told.playing) return this.tellNow();
    this.timer ??= setTimeout(() => this.tellNow(), WAIT);
  }

  private tellNow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tell(this.told);
  }
}
