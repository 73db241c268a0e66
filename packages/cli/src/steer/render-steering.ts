import { formatChange, formatCount, formatScore } from '../terminal/format.ts'
import { renderTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Shift } from './measure-edits.ts'
import type { Steering } from './steer-run.ts'

/** What moved most in each modality, and how the intended target fared beside the controls. */
export function renderSteering(
  report: Steering,
  top: number,
  { style, columns }: Terminal,
): string {
  const { run, samples, sample, edits, shifts } = report
  const blocks = [
    `${style.bold(run)}  ${sample ?? `${formatCount(samples)} samples`}\n` +
      edits.map((edit) => `  ${describe(edit)}`).join('\n'),
  ]
  const targets = new Set(edits.flatMap(({ classes }) => classes))
  for (const shift of shifts) {
    const order = [...shift.change.keys()].sort((a, b) => shift.change[b]! - shift.change[a]!)
    const half = Math.min(top, Math.ceil(order.length / 2))
    const shown = [...order.slice(0, half), ...order.slice(-Math.min(half, order.length - half))]
    const line = (l: number) => [
      targets.has(shift.ids[l]!) && report.edits.some(({ classes }) => classes.length > 0)
        ? style.bold(shift.names[l]!)
        : shift.names[l]!,
      formatScore(shift.before[l]),
      colored(shift.change[l]!, style),
      shift.random ? formatChange(shift.random[l]!) : '–',
      shift.flipped ? formatChange(shift.flipped[l]!) : '–',
    ]
    blocks.push(
      `${style.bold(shift.modality)}  reconstructions keep a cosine of ${formatScore(shift.kept)} with themselves\n` +
        renderTable(
          [
            { title: 'cosine to', flexible: true },
            { title: 'before', align: 'right' },
            { title: 'change', align: 'right' },
            { title: 'random group', align: 'right' },
            { title: 'sign turned', align: 'right' },
          ],
          [...shown.map(line), ...summary(shift, targets)],
          { indent: 2, style, columns },
        ),
    )
  }
  return blocks.join('\n\n')
}

function describe({ kind, name, amount, group, latents }: Steering['edits'][number]): string {
  const where = `${formatCount(latents)} ${latents === 1 ? 'latent' : 'latents'} of ${group}`
  if (kind === 'suppress') return `suppress ${name}: ${where}`
  return `${kind === 'boost' ? 'boost' : 'set'} ${name} ${kind === 'boost' ? 'by' : 'to'} ${amount} × its usual strength: ${where}`
}

function colored(change: number, style: Terminal['style']): string {
  const text = formatChange(change)
  return change >= 0.01 ? style.green(text) : change <= -0.01 ? style.red(text) : text
}

/** Means over the classes asked for and over the others. */
function summary(shift: Shift, targets: ReadonlySet<number>): string[][] {
  if (targets.size === 0) return []
  const line = (name: string, belongs: (id: number) => boolean) => {
    const rows = [...shift.ids.keys()].filter((l) => belongs(shift.ids[l]!))
    if (rows.length === 0) return []
    const mean = (values: readonly number[]) =>
      rows.reduce((sum, l) => sum + values[l]!, 0) / rows.length
    const change = (values: readonly number[] | null) => (values ? formatChange(mean(values)) : '–')
    return [
      [
        name,
        formatScore(mean(shift.before)),
        change(shift.change),
        change(shift.random),
        change(shift.flipped),
      ],
    ]
  }
  return [
    ['', '', '', '', ''],
    ...line('classes asked for, mean', (id) => targets.has(id)),
    ...line('all others, mean', (id) => !targets.has(id)),
  ]
}
