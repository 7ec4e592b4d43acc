import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../set/Set.module.css';

interface Props {
  /** Of the pictures of the data set. */
  side: number;
  /** Why none can be taken now. */
  refusal: string | undefined;
  take: (pictures: Blob[]) => void;
}

const EVERY = 200; // milliseconds between two pictures while the button is held
const MOST = 60; // that are taken at one press
const LARGEST = 256;

/** What the camera sees, as the square that a network will see; held, the button takes one picture after the other. */
export function Camera({ side, refusal, take }: Props) {
  const { t } = useTranslation('own');
  const video = useRef<HTMLVideoElement>(null);
  const { error, ready, mirrored } = useCamera(video);
  const held = useRef<{ timer: ReturnType<typeof setInterval>; taken: Promise<Blob | null>[] } | null>(null);

  const shoot = () => (video.current ? squareOf(video.current, Math.min(2 * side, LARGEST)) : Promise.resolve(null));
  const begin = () => {
    if (held.current || !ready || refusal) return;
    const taken = [shoot()];
    held.current = { taken, timer: setInterval(() => taken.length < MOST && taken.push(shoot()), EVERY) };
  };
  const end = () => {
    const now = held.current;
    held.current = null;
    if (!now) return;
    clearInterval(now.timer);
    void Promise.all(now.taken).then((all) => {
      const pictures = all.filter((one) => one !== null);
      if (pictures.length > 0) take(pictures);
    });
  };
  useEffect(() => () => clearInterval(held.current?.timer), []);

  return (
    <>
      <video ref={video} className={styles.video} data-mirrored={mirrored} muted playsInline aria-label={t('camera.view')} />
      {error && (
        <p role="alert" className={styles.help}>
          {t(`camera.${error}`)}
        </p>
      )}
      <Button
        variant="filled"
        disabled={!ready || refusal !== undefined}
        title={refusal}
        onPointerDown={begin}
        onPointerUp={end}
        onPointerLeave={end}
        onPointerCancel={end}
        onClick={(event) => {
          if (event.detail > 0) return; // the pointer has done it
          begin();
          end();
        }}
      >
        {t('camera.take')}
      </Button>
    </>
  );
}

type Trouble = 'refused' | 'none' | 'insecure';

interface Seeing {
  error: Trouble | null;
  ready: boolean;
  /** One looks at oneself as into a mirror, and at other things as they are. */
  mirrored: boolean;
}

/** Runs the camera while it is shown: that on the back of a phone, where things are in front of it. */
function useCamera(place: React.RefObject<HTMLVideoElement | null>): Seeing {
  const [state, setState] = useState<Seeing>(() => ({
    error: 'mediaDevices' in navigator ? null : 'insecure',
    ready: false,
    mirrored: false,
  }));
  useEffect(() => {
    if (!('mediaDevices' in navigator)) return undefined;
    let stream: MediaStream | undefined;
    let gone = false;
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment', width: { ideal: 640 }, height: { ideal: 480 } } })
      .then(async (opened) => {
        stream = opened;
        if (gone || !place.current) return stop(opened);
        place.current.srcObject = opened;
        await place.current.play();
        const mirrored = opened.getVideoTracks().every((track) => track.getSettings().facingMode !== 'environment');
        setState({ error: null, ready: true, mirrored });
      })
      .catch((error: unknown) => {
        if (!gone) setState({ error: error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'none', ready: false, mirrored: false });
      });
    return () => {
      gone = true;
      if (stream) stop(stream);
    };
  }, [place]);
  return state;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The middle square of what is seen, as a file. */
function squareOf(video: HTMLVideoElement, side: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const { videoWidth: width, videoHeight: height } = video;
  const least = Math.min(width, height);
  canvas.getContext('2d')?.drawImage(video, (width - least) / 2, (height - least) / 2, least, least, 0, 0, side, side);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
}
