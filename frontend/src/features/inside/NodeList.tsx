import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InnerNode, NodeHealthOut } from '@/api';
import { sizes } from '@/shared/format';
import { groupColour } from '@/shared/theme/colour';
import styles from './NodeList.module.css';

interface Props {
  inputs: readonly string[];
  nodes: readonly InnerNode[];
  health: readonly NodeHealthOut[];
  chosen: string | null;
  choose: (name: string) => void;
}

/** The inputs and nodes of the networks in running order; arrow keys walk through them. */
export function NodeList({ inputs, nodes, health, chosen, choose }: Props) {
  const { t } = useTranslation('inside');
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const names = [...inputs, ...nodes.map(({ name }) => name)];
  const place = chosen === null ? -1 : names.indexOf(chosen);
  const networks = [...new Set(nodes.map(({ network }) => network))];

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);

  const walk = (event: React.KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1, Home: 0, End: names.length - 1 };
    const next = steps[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const name = names[Math.max(0, Math.min(next, names.length - 1))];
    if (name !== undefined) choose(name);
  };
  const option = (name: string, colour: string, layer: string, shape: string, marks: React.ReactNode) => (
    // walking is the list's: it has the focus
    <div
      key={name}
      id={`${id}-${names.indexOf(name)}`}
      role="option"
      aria-selected={name === chosen}
      className={styles.node}
      style={{ '--kind': colour } as React.CSSProperties}
      onClick={() => choose(name)}
    >
      <span className={styles.name}>{name}</span>
      {marks}
      <span className={styles.shape}>{[layer, shape].filter(Boolean).join(' · ')}</span>
    </div>
  );
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={t('nodes')}
      aria-activedescendant={place >= 0 ? `${id}-${place}` : undefined}
      className={styles.list}
      onKeyDown={walk}
    >
      {inputs.map((name) => option(name, 'var(--io)', t('input'), '', null))}
      {networks.map((network) => (
        <div key={network} role="group" aria-label={t(`networks.${network}`, { defaultValue: network })} className={styles.group}>
          {networks.length > 1 && (
            <span className={styles.network} aria-hidden="true">
              {t(`networks.${network}`, { defaultValue: network })}
            </span>
          )}
          {nodes
            .filter((node) => node.network === network)
            .map((node) =>
              option(node.name, groupColour(node.group), node.layer, sizes(node.shape), <Marks node={node} health={health.find(({ name }) => name === node.name)} />),
            )}
        </div>
      ))}
    </div>
  );
}

/** What is wrong with a node, in a sign and a word. */
function Marks({ node, health }: { node: InnerNode; health: NodeHealthOut | undefined }) {
  const { t } = useTranslation('inside');
  const dead = health?.dead?.length ?? 0;
  return (
    <>
      {(node.not_finite ?? 0) > 0 && <span className={styles.bad}>✕ NaN</span>}
      {dead > 0 && <span className={styles.warn}>△ {t('marks.dead', { count: dead })}</span>}
      {(health?.saturated ?? 0) > 0.9 && <span className={styles.warn}>△ {t('marks.saturated')}</span>}
    </>
  );
}
