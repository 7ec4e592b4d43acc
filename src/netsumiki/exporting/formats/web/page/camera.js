// What a camera sees, as pictures.

const EVERY = 100;

/** While the button is pressed, `take` gets a picture ten times a second; `hands_off` are what ends it. */
function make_camera(button, take, failed, hands_off) {
  let stream = null;
  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    button.setAttribute('aria-pressed', 'false');
  };
  const start = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    button.setAttribute('aria-pressed', 'true');
    const video = element('video', { srcObject: stream, muted: true, playsInline: true });
    await video.play();
    while (stream) {
      const seen = await createImageBitmap(video);
      if (stream) take(seen);
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  };
  button.hidden = !navigator.mediaDevices?.getUserMedia;
  button.addEventListener('click', () => {
    if (stream) {
      stop();
      return;
    }
    start().catch(() => {
      stop();
      failed();
    });
  });
  for (const [one, event] of hands_off) one.addEventListener(event, stop);
}
