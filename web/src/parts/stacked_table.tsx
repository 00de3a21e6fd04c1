import type { ComponentChildren } from "preact";

export interface Column {
  readonly title: string;
  /** Its cells name their rows: one column of a table. */
  readonly names?: true;
  readonly numeric?: true;
}

interface Row {
  readonly key: string | number;
  /** Where an address leads to it. */
  readonly id?: string;
  readonly cells: readonly ComponentChildren[];
}

interface StackedTableProps {
  readonly label: string;
  readonly caption?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/**
 * A table whose rows a telephone shows as blocks, each cell below the one before it and with its heading. The roles are
 * the tables' own: a style that lays rows out as blocks would take them away.
 */
export function StackedTable({ label, caption, columns, rows }: StackedTableProps) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table role="table" class="stacked">
        {caption && <caption>{caption}</caption>}
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ title, numeric }) => (
              <th key={title} role="columnheader" scope="col" class={numeric && "num"}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ key, id, cells }) => (
            <tr key={key} role="row" id={id}>
              {columns.map((column, at) => (
                <Cell key={column.title} column={column}>
                  {cells[at]}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ column, children }: { readonly column: Column; readonly children: ComponentChildren }) {
  const { title, names, numeric } = column;
  return names ? (
    <th role="rowheader" scope="row" data-label={title}>
      {children}
    </th>
  ) : (
    <td role="cell" data-label={title} class={numeric && "num"}>
      {children}
    </td>
  );
}
