/** What is said of a generated picture: what was asked for, what the judge reads, how real the discriminator finds it. */
import { number, percent } from '@/shared/format';

export interface Told {
  asked: string | null;
  read: string | null;
  real: number | null;
  place: number;
}

type Look = (key: string, values?: Record<string, string>) => string;

export function isMisread(asked: string | null, read: string | null): boolean {
  return asked !== null && read !== null && asked !== read;
}

/** "7, read as 1, 62 % real": what a screen reader says of a picture. */
export function wordsOf({ asked, read, real, place }: Told, look: Look): string {
  const parts = [
    asked ?? look('steer.picture', { number: number(place + 1) }),
    read !== null && look(isMisread(asked, read) ? 'steer.misread' : 'steer.readAs', { read }),
    real !== null && look('steer.real', { share: percent(real, 0) }),
  ];
  return parts.filter(Boolean).join(', ');
}
