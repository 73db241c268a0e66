import type { Dataset } from '../datasets/dataset.ts'
import type { MeasureName } from '../measures/measures.ts'
import type { Settings } from '../plan.ts'
import { columnsOf, groupColumns } from '../results/columns.ts'
import type { Difference } from '../results/differences.ts'
import type { ReportedRow } from '../results/results.ts'
import { comparison } from './comparison.ts'
import { conceptCards } from './concepts.ts'
import { curve } from './curve.ts'
import { finding } from './finding.ts'
import { gains } from './gains.ts'
import { heatMapSvg } from './heat-map.ts'
import { escape } from './markup.ts'
import { modalityHistogram } from './modality-histogram.ts'
import { style } from './style.ts'
import { trainingCurves } from './training-curves.ts'

export interface ReportOptions {
  readonly dataset: Dataset
  readonly settings: Settings
  readonly command: string
  readonly seeds: readonly string[]
  readonly commit: string | null
  readonly rows: readonly ReportedRow[]
  readonly differences: readonly Difference[]
  /** Jobs that an interruption left undone. */
  readonly unfinished: number
}

/** One self-contained page: it asks nothing of any network and follows the reader's colour scheme. */
export function reportHtml(options: ReportOptions): string {
  const { dataset, rows } = options
  const modalities = dataset.modalities.map(({ name }) => name)
  const shown = rows.filter(({ row }) => !row.curveOnly)
  const table = shown.map(({ row }) => row)
  const trained = table.filter(({ model }) => model !== 'dense')
  const small = shown.filter(({ row }) => row.model !== 'dense' && row.k === options.settings.k)
  const sections = [
    header(options),
    finding(table, modalities),
    section(
      'Comparison',
      'Means over splits; ± is the standard deviation between splits. Bold is the best of a column among the models.',
      comparison('comparison', table, columnsOf(table, modalities)),
    ),
    section(
      'Gain over separate SAEs',
      'Mean of the differences on the same splits, and its 95 % interval by Student’s t. Bold where the interval leaves zero out. Separate SAEs have no codes to compare, so zero-shot from codes stands against theirs after decoding.',
      gains(options.differences),
    ),
    section(
      'Accuracy and active latents',
      'Further left with the same height is the sparser code. Dots are single splits; bars and bands are ± one standard deviation between them.',
      curves(rows, modalities),
    ),
    section(
      'What the latents serve',
      `Latents by the share of their activation that ${modalities[0]} brings: the outer bars serve one modality, the middle both. Heights are square roots of counts.`,
      grid(small.map((row) => modalityHistogram(row, modalities))),
    ),
    section(
      'Groups, interventions, and what latents fire for',
      'Each beside its control. Purity and NMI tell whether groups of latents follow the classes, a boost whether a group steers what is decoded.',
      comparison('groups', trained, groupColumns(trained, modalities)),
    ),
    heatSection(exemplar(small)),
    conceptSection(exemplar(small)),
    section(
      'Training',
      'Reconstruction loss as a share of its first epoch, and the share of latents silent for a while; first split. Losses of different models are not in one unit.',
      trainingKey + grid(small.map(trainingCurves)),
    ),
    footer(options),
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escape(dataset.name)}: CM-GSAE benchmark</title><style>${style}</style></head>
<body><main>
${sections.filter(Boolean).join('\n')}
</main></body></html>
`
}

const trainingKey = `<ul class="key"><li><svg viewBox="0 0 26 10"><line class="line" x1="0" x2="26" y1="5" y2="5"/></svg>reconstruction loss</li><li><svg viewBox="0 0 26 10"><line class="line dead" x1="0" x2="26" y1="5" y2="5"/></svg>dead latents</li></ul>`

function section(title: string, about: string, body: string): string {
  return body && `<section><h2>${escape(title)}</h2><p>${escape(about)}</p>${body}</section>`
}

const grid = (parts: readonly string[]) => {
  const body = parts.filter(Boolean).join('\n')
  return body && `<div class="smalls">${body}</div>`
}

function header({ dataset, settings, seeds, unfinished }: ReportOptions): string {
  const { latents, k, epochs } = settings
  const facts = [
    ['splits', seeds.length],
    ['latents', latents],
    ['L0', k],
    ['epochs', epochs],
    ['classes', dataset.classes?.names.length ?? 'none'],
  ]
  const warning =
    unfinished > 0
      ? `<p class="warn">Interrupted: ${unfinished} jobs are missing, so some rows have fewer splits. The same command goes on.</p>`
      : ''
  return `<header><p class="kind">CM-GSAE benchmark</p><h1>${escape(dataset.name)}</h1>
<ul class="facts">${facts.map(([name, value]) => `<li>${name} <b>${value}</b></li>`).join('')}</ul>
${dataset.notes.map((note) => `<p class="notes">${escape(note)}</p>`).join('')}${warning}</header>`
}

/** Measures to draw over L0: of labelled sets accuracies, else what pairs alone allow. */
function curves(rows: readonly ReportedRow[], modalities: readonly string[]): string {
  const all = rows.map(({ row }) => row)
  const wanted: readonly MeasureName[] = all.some(({ probe }) => probe)
    ? ['probe', 'zeroShotCodes', 'unseenProbe', 'unseenZeroShot']
    : ['crossModalFve', 'retrievalR1']
  const columns = columnsOf(all, modalities)
  const charts = wanted.flatMap((key) => {
    const column = columns.find(({ value }) =>
      all.some((row) => row[key] && value(row) === row[key]),
    )
    const chart = column && curve(all, column)
    return chart ? [`<div><h3>${escape(column.title.join(' '))}</h3>${chart}</div>`] : []
  })
  return charts.length > 0 ? `<div class="charts">${charts.join('')}</div>` : ''
}

/** The row whose groups and latents are looked at. */
function exemplar(rows: readonly ReportedRow[]): ReportedRow | undefined {
  return rows.find(({ row }) => row.model === 'cmgsae') ?? rows.at(-1)
}

function heatSection(chosen: ReportedRow | undefined): string {
  const map = chosen?.figures?.heatMap
  if (!map) return ''
  return section(
    'Groups and classes',
    `How active the groups of ${chosen.row.model} are for each class, on the test part of the first split; each row relative to its largest value. Groups are ordered by the class they prefer.`,
    `<div class="scroll" tabindex="0" role="region" aria-label="heat map">${heatMapSvg(map)}</div>`,
  )
}

function conceptSection(chosen: ReportedRow | undefined): string {
  if (!chosen) return ''
  return section(
    'What a concept looks like',
    `Latents of ${chosen.row.model} that several modalities use, evenly spaced from the most to the least active of them, on the test part of the first split: the classes with most of a latent’s activation, and their share of it.`,
    conceptCards(chosen.figures?.concepts ?? []),
  )
}

function footer({ command, commit, seeds, settings }: ReportOptions): string {
  const rates = settings.tune
    ? 'Each learning rate was chosen by reconstruction FVE on held-out training pairs of the first split.'
    : 'All models were trained with the learning rate of their preset.'
  return `<footer><p><code>pnpm ${escape(command)}</code></p><p>${commit ? `Commit <code>${escape(commit)}</code>. ` : ''}Splits: ${escape(seeds.join(', '))}. ${rates}</p></footer>`
}
