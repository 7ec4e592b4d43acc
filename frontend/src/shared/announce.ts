/** Says to a screen reader what an edit did, where nothing that it reads by itself has changed. */

let place: HTMLElement | undefined;

export function announce(message: string): void {
  if (!place?.isConnected) {
    place = document.createElement('div');
    place.className = 'unseen';
    place.setAttribute('aria-live', 'polite');
    document.body.append(place);
  }
  // the same sentence twice in a row is two events
  place.textContent = place.textContent === message ? `${message}\u00a0` : message;
}
