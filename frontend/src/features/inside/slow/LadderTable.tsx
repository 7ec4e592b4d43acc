import { useTranslation } from 'react-i18next';
import { amount } from '@/shared/maps/amount';
import { type Cell, ladderOf, type Scene, sharesOf } from './scenes';
import styles from './Slow.module.css';

interface Props {
  scenes: readonly Scene[];
  at: number;
  network: string | null;
}

/** Every layer of the network with the lengths of what has passed through it until now, as numbers and as bars. */
export function LadderTable({ scenes, at, network }: Props) {
  const { t } = useTranslation('inside-time');
  const shown = network ?? scenes.slice(at).concat(scenes).find(({ moment }) => moment)?.phase.network ?? null;
  const { columns, rows, moves } = ladderOf(scenes, at, shown);
  const whole = ladderOf(scenes, scenes.length, shown); // its scale stays while it fills
  const shares = columns.map((_, place) => sharesOf(whole.rows.map(({ cells }) => cells[place]?.value)));
  const moved = sharesOf(whole.rows.map((row) => row.moved?.value));
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('step.ladder')}>
      <table className={styles.ladder}>
        <caption>{t('step.ladderHelp')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('step.layer')}</th>
            {columns.map(({ phase, now }) => (
              <th key={phase.name} scope="col" data-now={now || undefined}>
                {t(`step.phases.${phase.name}`)}
              </th>
            ))}
            {moves && <th scope="col">{t('step.moved')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={row.node} aria-current={row.now ? 'step' : undefined}>
              <th scope="row">{row.node}</th>
              {row.cells.map((cell, column) => (
                <Length key={column} cell={cell} share={shares[column]?.[place] ?? 0} />
              ))}
              {moves && <Length cell={row.moved} share={moved[place] ?? 0} without />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `without`: it has nothing that could have a length. */
function Length({ cell, share, without = false }: { cell: Cell | null; share: number; without?: boolean }) {
  const empty = cell === null || (without && cell.value === null);
  return (
    <td data-now={(cell?.now && !without) || undefined} style={{ '--share': empty ? 0 : share } as React.CSSProperties}>
      <span className="num">{empty ? (cell ? '–' : '') : amount(cell.value)}</span>
    </td>
  );
}
