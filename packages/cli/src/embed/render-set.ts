import { formatCount, formatDuration, formatRate } from '../terminal/format.ts'
import { shellQuote } from '../terminal/shell-quote.ts'
import type { Style } from '../terminal/style.ts'
import { renderTable } from '../terminal/table.ts'
import type { Manifest } from './manifest.ts'
import { skippedPath } from './skipped-file.ts'

/** How long this run took, and for how many samples. */
export interface Pace {
  readonly samples: number
  readonly seconds: number
}

const skippedIn = ({ shards }: Manifest) => shards.reduce((sum, { skipped }) => sum + skipped, 0)

/** What a finished set holds, as text. */
export function renderSet(
  out: string,
  manifest: Manifest,
  pace: Pace | undefined,
  { style, columns }: { style: Style; columns: number },
): string {
  const { rows, samples, modalities, labels } = manifest
  const skipped = skippedIn(manifest)
  const speed =
    pace &&
    ` in ${formatDuration(pace.seconds)} (${formatRate(pace.samples / pace.seconds)} samples/s)`
  const left = rows < samples ? ` of ${formatCount(samples)}` : ''
  return [
    style.bold(`${formatCount(rows)}${left} samples${speed ?? ''}`),
    renderTable(
      [
        { title: 'modality' },
        { title: 'width', align: 'right' },
        { title: 'missing', align: 'right' },
        { title: 'model', flexible: true },
      ],
      modalities.map(({ name, width, missing, model }) => [
        name,
        formatCount(width),
        missing > 0 ? formatCount(missing) : '–',
        model,
      ]),
      { indent: 2, columns, style },
    ),
    '',
    ...(skipped > 0
      ? [`  skipped  ${formatCount(skipped)} inputs, listed in ${style.cyan(skippedPath(out))}`]
      : []),
    `  saved in ${style.cyan(out)}${labels === undefined ? '' : `, classes in column ${labels}`}`,
    ...(modalities.length > 1
      ? [`  next     cmgsae train --pairs ${shellQuote(out)} --out runs/first`]
      : []),
  ].join('\n')
}

/** The same for programs. */
export function summarizeSet(out: string, manifest: Manifest, pace: Pace | undefined): object {
  const { rows, samples, modalities } = manifest
  return {
    out,
    rows,
    samples,
    skipped: skippedIn(manifest),
    modalities: modalities.map(({ name, width, model, missing }) => ({
      name,
      width,
      model,
      missing,
    })),
    embedded: pace?.samples ?? 0,
    seconds: pace?.seconds ?? 0,
  }
}
