import type { GpuReport } from '@cmgsae/tensor/gpu'
import type { Style } from '../terminal/style.ts'
import { formatScore } from '../terminal/format.ts'
import { renderTable, type Column } from '../terminal/table.ts'
import type { Diagnosis } from './diagnose.ts'
import { VARIABLES } from './environment.ts'
import { BATCH, type Rate } from './measure-encode.ts'

/** From here on another way is worth naming. */
const WORTH_NAMING = 1.25

/** The report of `doctor`. */
export function renderDiagnosis(found: Diagnosis, style: Style, columns: number): string {
  const { wasm, processor, node, platform, version } = found
  const { rows, width, latents, k } = BATCH
  const section = (title: string, cells: string[][], about: Column[] = [{}, { flexible: true }]) =>
    `${style.bold(title)}\n${renderTable(about, cells, { indent: 2, columns, wrap: true, style })}`
  return [
    `${style.bold(`cmgsae ${version}`)}  Node ${node}, ${platform}, ${processor}`,
    section(
      'Found',
      [
        ['SIMD', mark(wasm.simd, style), wasm.simd ? '' : 'plain TypeScript computes'],
        ['relaxed SIMD', mark(wasm.relaxedSimd, style), wasm.relaxedSimd ? '' : 'Node 22 has it'],
        ['int8 dots', mark(wasm.byteDots, style), wasm.byteDots ? '' : 'int16 screens instead'],
        ['shared memory', mark(wasm.sharedMemory, style), wasm.sharedMemory ? '' : 'one thread'],
        ['cores', String(wasm.cores), ''],
        ...found.gpu.map((report) => gpuCells(report, style)),
      ],
      [{}, {}, { flexible: true }],
    ),
    [
      section(
        'Measured, GFLOP/s of the dense product',
        wasm.rates.map((rate) => rateCells(rate, wasm, style)),
        [
          { title: 'variant' },
          { title: 'quick look, 1 thread', align: 'right' },
          { title: `sustained, ${threadsOf(wasm.threads)}`, align: 'right' },
          {},
        ],
      ),
      style.dim(`  sustained: top ${k} of ${rows}×${width} by ${width}×${latents}`),
      '',
      `  memory read by one thread  ${wasm.gigabytesPerSecond.toFixed(1)} GB/s`,
    ].join('\n'),
    section('Chosen', [
      ['backend', style.green(`wasm (${nameOf(wasm, wasm)}, ${threadsOf(wasm.threads)})`)],
      ['because', wasm.because],
      ...better(wasm),
    ]),
    section(
      'Environment',
      VARIABLES.map(({ name, about }) => {
        const value = found.environment[name]
        return [style.cyan(name), value ? style.bold(value) : style.dim('not set'), about]
      }),
      [{}, {}, { flexible: true }],
    ),
  ].join('\n\n')
}

type Choice = Pick<Rate, 'variant' | 'screen'>
type Wasm = Diagnosis['wasm']

const mark = (there: boolean, style: Style) => (there ? style.green('yes') : style.yellow('no'))

const threadsOf = (threads: number) => (threads === 1 ? '1 thread' : `${threads} threads`)

function nameOf({ variant, screen }: Choice, { byteDots }: Wasm): string {
  const by = byteDots && screen !== 'int16' ? 'int8' : 'int16'
  return screen ? `${variant}, ${by} screen` : variant
}

const same = (a: Choice, b: Choice) => a.variant === b.variant && a.screen === b.screen

function gpuCells({ mode, adapter, software, error }: GpuReport, style: Style): string[] {
  const usable = adapter !== undefined && error === undefined
  const which = adapter && `${adapter}${software ? ' (software: not for speed)' : ''}`
  const said = [which, error ?? 'use it with --backend gpu'].filter(Boolean).join('; ')
  return [`GPU, ${mode}`, mark(usable, style), said]
}

function rateCells(rate: Rate, chosen: Wasm, style: Style): string[] {
  const picked = same(rate, chosen)
  const shown = picked ? style.bold : (text: string) => text
  return [
    shown(nameOf(rate, chosen)),
    shown(formatScore(rate.quick, 1)),
    shown(formatScore(rate.sustained, 1)),
    picked ? style.green('chosen') : '',
  ]
}

/** What would be faster in the long run than the choice, if something is, and how to keep to it. */
function better(wasm: Wasm): string[][] {
  const chosen = wasm.rates.find((rate) => same(rate, wasm))!
  const best = wasm.rates.reduce((a, b) => (b.sustained > a.sustained ? b : a))
  const gain = best.sustained / chosen.sustained
  if (!(gain > WORTH_NAMING)) return []
  const settings = `CMGSAE_VARIANT=${best.variant} CMGSAE_SCREEN=${best.screen ? 'on' : 'off'}`
  const faster = `${Math.round(100 * (gain - 1))} % faster in the long run`
  return [['faster', `${nameOf(best, wasm)} was ${faster}; to keep to it, set ${settings}`]]
}
