import { classes } from '../../ui/classes.ts'
import { Icon } from '../../ui/controls/index.ts'
import { csv } from '../../ui/csv.ts'
import { Card, ExportMenu } from '../../ui/display/index.ts'
import { bestOf, sortedBy, type MeasureColumn } from './columns.ts'
import type { Compared } from './compared.ts'
import { tableSvg } from './drawing/table-svg.ts'

/** Every model and measure; a title sorts by its column, and the best of each is marked. */
export function ComparisonTable({
  models,
  columns,
  sort,
  onSort,
}: {
  readonly models: readonly Compared[]
  readonly columns: readonly MeasureColumn[]
  readonly sort: string | undefined
  readonly onSort: (sort: string) => void
}) {
  const rows = sortedBy(models, columns, sort)
  const best = new Map(columns.map((column) => [column.key, bestOf(column, models)]))
  const shown = ({ value, show }: MeasureColumn, { measures }: Compared) => {
    const found = value(measures)
    return found === null ? null : show(found)
  }
  const cells = () =>
    rows.map((model) =>
      columns.map((column) => {
        const text = shown(column, model)
        return { text: text ?? '–', best: text !== null && text === best.get(column.key) }
      }),
    )
  const header = (key: string, title: string, about: string | undefined, numeric: boolean) => {
    const sorted = sort?.replace(/^-/, '') === key
    const descending = sort?.startsWith('-') ?? false
    return (
      <th
        key={key}
        scope="col"
        aria-sort={sorted ? (descending ? 'descending' : 'ascending') : undefined}
        className={classes(
          'border-b border-line px-2.5 py-2 align-bottom font-medium',
          numeric ? 'text-right' : 'sticky left-0 z-10 bg-surface pl-0 text-left',
        )}
      >
        <button
          type="button"
          title={about}
          onClick={() => onSort(`${(sorted ? !descending : numeric) ? '-' : ''}${key}`)}
          className={classes(
            'inline-flex items-end gap-1 leading-tight hover:text-ink',
            numeric ? 'flex-row-reverse text-right' : 'text-left',
            sorted && 'text-ink',
          )}
        >
          {title}
          {sorted && <Icon name={descending ? 'down' : 'up'} size={12} />}
        </button>
      </th>
    )
  }

  return (
    <Card
      title="All measures"
      aside={
        <ExportMenu
          name="comparison"
          exports={{
            svg: () =>
              tableSvg(
                ['Model', ...columns.map(({ title }) => title)],
                cells().map((row, at) => [{ text: rows[at]!.title, best: false }, ...row]),
              ),
            csv: () =>
              csv(
                ['model', ...columns.map(({ key }) => key)],
                rows.map(({ title, measures }) => [
                  title,
                  ...columns.map(({ value }) => value(measures)),
                ]),
              ),
          }}
        />
      }
    >
      <div
        // Wide tables scroll, by keyboard too.
        tabIndex={0}
        role="region"
        aria-label="All measures"
        className="relative overflow-x-auto"
      >
        <table className="w-full border-separate border-spacing-0 text-sm">
          <thead className="text-xs text-faint">
            <tr>
              {header('title', 'Model', undefined, false)}
              {columns.map(({ key, title, about }) => header(key, title, about, true))}
            </tr>
          </thead>
          <tbody>
            {cells().map((row, at) => {
              const { id, title, own } = rows[at]!
              return (
                <tr key={id} className="hover:[&>*]:bg-sunken">
                  <th
                    scope="row"
                    className="sticky left-0 max-w-40 min-w-28 border-b border-line bg-surface py-2.5 pr-2.5 text-left font-medium sm:max-w-none sm:whitespace-nowrap"
                  >
                    {title}
                    {own && <span className="ml-2 text-xs font-normal text-faint">yours</span>}
                  </th>
                  {row.map(({ text, best: isBest }, c) => (
                    <td
                      key={columns[c]!.key}
                      className="border-b border-line px-1 py-1 text-right whitespace-nowrap tabular-nums"
                    >
                      <span
                        className={classes(
                          'inline-block rounded-sm px-1.5 py-1',
                          isBest && 'bg-tint font-semibold text-accent',
                        )}
                      >
                        {text}
                        {isBest && <span className="sr-only"> best</span>}
                      </span>
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <details className="text-sm">
        <summary className="w-fit py-1 font-medium text-soft">What the columns mean</summary>
        <dl className="mt-3 grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
          {columns.map(({ key, title, about, best: end }) => (
            <div key={key}>
              <dt className="font-medium">
                {title}
                {end && (
                  <span className="font-normal text-faint">
                    , {end === 'high' ? 'higher' : 'lower'} is better
                  </span>
                )}
              </dt>
              <dd className="text-pretty text-soft">{about}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Card>
  )
}
