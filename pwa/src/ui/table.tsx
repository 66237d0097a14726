/** A table with a caption; on a phone each row becomes a small card with its column names, nothing is cut off. */
import type { ComponentChildren, JSX } from 'preact';
import './table.css';

export type Column<Row> = {
  id: string;
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Numbers stand to the right with tabular figures. */
  numeric?: boolean;
  /** Names the row for screen readers and leads the card on a phone. */
  head?: boolean;
  /** The column's name is for screen readers only: its cells say it themselves. */
  quiet?: boolean;
  /** Left out on a phone, where the row's own page tells it. */
  minor?: boolean;
};

type TableProps<Row> = {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Wide tables of figures keep their grid on a phone and scroll sideways inside their own frame. */
  scroll?: boolean;
};

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }): JSX.Element {
  const kind = [column.numeric ? 'table-number figures' : '', column.minor ? 'table-minor' : ''].join(' ').trim() || undefined;
  if (column.head)
    return (
      <th scope="row" class={kind}>
        {column.cell(row)}
      </th>
    );
  return (
    <td class={kind} data-title={column.quiet ? '' : column.title}>
      {column.cell(row)}
    </td>
  );
}

export function Table<Row>({ caption, captionHidden, columns, rows, keyOf, scroll }: TableProps<Row>) {
  const table = (
    <table class={scroll ? 'table table-grid' : 'table'}>
      <caption class={captionHidden ? 'hidden-visually' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" class={column.numeric ? 'table-number' : undefined}>
              {column.quiet ? <span class="hidden-visually">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <Cell key={column.id} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!scroll) return table;
  return (
    <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      {table}
    </div>
  );
}
