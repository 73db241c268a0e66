import { escape } from '../report/markup.ts'
import { style } from '../report/style.ts'
import { DESIGNS, together } from './design.ts'
import { UNTUNED_RATE, type Settings } from './job.ts'
import { MODELS } from './models.ts'
import { MODALITIES } from './planted-world.ts'
import { SUMMARIES, type DesignResults, type Row } from './summarize.ts'
import { COLUMNS, pairsOf, shown } from './table.ts'

export interface ReportOptions {
  readonly settings: Settings
  readonly designs: readonly DesignResults[]
  readonly command: string
  readonly commit: string | null
  /** Jobs that an interruption left undone. */
  readonly unfinished: number
}

/** One self-contained page: it asks nothing of any network and follows the reader's colour scheme. */
export function modalitiesHtml(options: ReportOptions): string {
  const { settings, designs, command, commit, unfinished } = options
  const facts = [
    ['seeds', settings.seeds],
    ['samples', settings.world.samples],
    ['latents', settings.latents],
    ['L0', settings.k],
    ['epochs', settings.epochs],
  ]
  const warning = unfinished
    ? `<p class="warn">Interrupted: ${unfinished} jobs are missing, so some rows have fewer seeds. The same command goes on.</p>`
    : ''
  const models = Object.entries(MODELS).filter(([name]) =>
    designs.some(({ rows }) => rows.some(({ model }) => model === name)),
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Four modalities: CM-GSAE benchmark</title><style>${style}${heat}</style></head>
<body><main>
<header><p class="kind">CM-GSAE benchmark</p><h1>Four modalities, two at a time</h1>
<ul class="facts">${facts.map(([name, value]) => `<li>${name} <b>${value}</b></li>`).join('')}</ul>
<p class="notes">Every training sample has two of ${MODALITIES.map(({ name }) => name).join(', ')}; test samples have all four.</p>
<dl>${models.map(([name, about]) => `<dt>${name}</dt><dd>${escape(about)}</dd>`).join('')}</dl>${warning}</header>
${designs.map(designSection).join('\n')}
<footer><p><code>pnpm ${escape(command)}</code></p><p>${commit ? `Commit <code>${escape(commit)}</code>. ` : ''}${settings.tune ? 'Each learning rate was chosen by FVE on held-out training samples of the first seed, over what samples of two modalities can tell.' : `All models were trained with a learning rate of ${UNTUNED_RATE}.`}</p></footer>
</main></body></html>
`
}

const heat = `
.maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,330px),1fr));gap:28px 36px}
.maps table{font-size:13.5px}.maps caption{text-align:left;font-weight:600;margin-bottom:4px}
.maps td{background:color-mix(in srgb,var(--cell) calc(55% * var(--share)),var(--page));border:1px solid var(--page)}
.maps td.never{outline:1.5px dashed var(--faint);outline-offset:-3px}
.maps small{color:var(--soft);font-size:12px}`

function designSection({ design, rows }: DesignResults): string {
  const columns = COLUMNS.filter(({ key }) => rows.some(({ summary }) => summary[key]))
  const head = columns
    .map(
      ({ title, key }) =>
        `<th scope="col" title="${escape(SUMMARIES[key])}">${title.filter(Boolean).map(escape).join('<br>')}</th>`,
    )
    .join('')
  const body = rows.map((row) => {
    const role = row.model.startsWith('cmgsae') ? 'ours' : row.model === 'truth' ? 'reference' : ''
    const cells = columns.map(
      ({ key, digits }) => `<td>${shown(row.summary[key], digits, row.n > 1)}</td>`,
    )
    return `<tr class="${role}"><th scope="row">${row.model}</th><td>${row.n}</td>${cells.join('')}</tr>`
  })
  return `<section><h2>${design}</h2><p>Seen together: ${pairsOf(design)}. Means over seeds ± standard deviation.</p>
<div class="scroll" tabindex="0" role="region" aria-label="comparison, ${design}"><table><thead><tr><th scope="col">model</th><th scope="col">n</th>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>
<h2>${design}: each modality from each</h2><p>FVE of the column predicted from the row, in small R@1; dashed: never seen together.</p>
<div class="maps">${rows.map((row) => heatTable(design, row)).join('\n')}</div></section>`
}

function heatTable(design: DesignResults['design'], { model, fve, r1 }: Row): string {
  const head = MODALITIES.map(({ name }) => `<th scope="col">${name}</th>`).join('')
  const lines = MODALITIES.map(({ name }, a) => {
    const cells = fve[a]!.map((value, b) => {
      if (!value) return '<td class="none" style="--share:0">–</td>'
      const never = a !== b && !together(DESIGNS[design], a, b)
      const share = Math.min(1, Math.max(0, value.mean)).toFixed(2)
      return `<td${never ? ' class="never"' : ''} style="--share:${share}">${shown(value, 2, false)} <small>${shown(r1[a]![b]!, 2, false)}</small></td>`
    })
    return `<tr><th scope="row">${name}</th>${cells.join('')}</tr>`
  })
  return `<table><caption>${model}</caption><thead><tr><th scope="col">from</th>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>`
}
