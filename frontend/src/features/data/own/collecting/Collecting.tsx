import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addOwnSamples, type OwnOut } from '@/api';
import { visible } from '@/shared/characters';
import { number } from '@/shared/format';
import { toastError } from '@/shared/toast';
import { Panel } from '@/shared/ui';
import { useEditing } from '../asking';
import styles from '../set/Set.module.css';
import { Camera } from './Camera';
import type { Way } from './emptySet';

/** Where one draws; the page lends it. */
export interface Pad {
  place: ReactNode;
  /** What is drawn, as a file, with the ink light or as on paper dark; null for an empty pad. */
  picture: (paper: boolean) => Promise<Blob | null>;
  clear: () => void;
}

interface Props {
  own: OwnOut;
  pad: Pad;
  way: Way;
  choose: (way: Way | null) => void;
}

/** More pictures for a data set: drawn, or taken with the camera, each under the class that is chosen. */
export function Collecting({ own, pad, way, choose }: Props) {
  const { t } = useTranslation('own');
  const [label, setLabel] = useState(own.classes[0]?.name ?? '');
  const [typed, setTyped] = useState('');
  const { take } = useEditing(own);
  const adding = useMutation({
    mutationFn: async (pictures: readonly Blob[]) => {
      const samples = await Promise.all(pictures.map(async (picture) => ({ label, picture: await base64(picture) })));
      return addOwnSamples({ path: { id: own.id }, body: { samples } });
    },
    onSuccess: take,
    onError: toastError,
  });
  const keepDrawn = async () => {
    const picture = await pad.picture(own.preparation.invert === true); // what was dark on light paper has been turned round
    if (!picture) return;
    await adding.mutateAsync([picture]).then(pad.clear, () => undefined);
  };
  const names = own.classes.map(({ name }) => name);
  const shown = label === '' || names.includes(label) ? names : [...names, label];
  const counts = Object.fromEntries(own.classes.map(({ name, train, test, left_out: out }) => [name, train + test + out]));
  const add = () => {
    if (typed.trim()) setLabel(typed.trim());
    setTyped('');
  };
  return (
    <Panel label={t('collect.title')} heading={null} className={styles.collect}>
      <div className={styles.collecting}>
        <div className={styles.side}>
          <SegmentedControl
            fullWidth
            aria-label={t('collect.way')}
            value={way}
            onChange={(next) => choose(next as Way)}
            data={(['draw', 'camera'] as const).map((value) => ({ value, label: t(`collect.${value}`) }))}
          />
          {way === 'draw' ? (
            <div className={styles.pad}>{pad.place}</div>
          ) : (
            <Camera side={Math.max(...own.shape.slice(0, 2))} refusal={label ? undefined : t('collect.noClass')} take={(pictures) => adding.mutate(pictures)} />
          )}
        </div>
        <div className={styles.side}>
          <p className={styles.help}>{t(`collect.help.${way}`)}</p>
          <div className={styles.labels} role="group" aria-label={t('collect.classes')}>
            {shown.map((name) => (
              <Button key={name} aria-pressed={name === label} onClick={() => setLabel(name)}>
                {visible(name)}&nbsp;<span className="num">{number(counts[name] ?? 0)}</span>
              </Button>
            ))}
          </div>
          <form
            className={styles.line}
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <TextInput size="xs" aria-label={t('collect.newClass')} placeholder={t('collect.newClass')} maxLength={100} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
            <Button type="submit" disabled={!typed.trim()}>
              {t('classes.add')}
            </Button>
          </form>
          {way === 'draw' && (
            <div>
              <Button variant="filled" disabled={!label} title={label ? undefined : t('collect.noClass')} loading={adding.isPending} onClick={() => void keepDrawn()}>
                {label ? t('collect.keep', { label: visible(label) }) : t('collect.keepNothing')}
              </Button>
            </div>
          )}
          <p className={styles.help} aria-live="polite">
            {adding.isSuccess ? t('collect.kept', { count: counts[label] ?? 0, number: number(counts[label] ?? 0), label: visible(label) }) : t('collect.several')}
          </p>
          <div>
            <Button onClick={() => choose(null)}>{t('collect.done')}</Button>
          </div>
        </div>
      </div>
    </Panel>
  );
}

async function base64(picture: Blob): Promise<string> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
