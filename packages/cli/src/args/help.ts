import { renderTable } from '../terminal/table.ts'
import type { Style } from '../terminal/style.ts'
import type { Command, Option } from './command.ts'

/** What `cmgsae <command> --help` prints. */
export function commandHelp(command: Command, style: Style, columns: number): string {
  const { name, about, positionals, details = [], examples, options } = command
  const sections = new Map<string, [string, Option][]>()
  for (const [key, option] of Object.entries(options)) {
    const section = option.section ?? 'Options'
    sections.set(section, [...(sections.get(section) ?? []), [key, option]])
  }
  const usage = ['cmgsae', name, ...positionals, '[options]'].join(' ')
  const lines = [about, '', heading('Usage', style), `  ${usage}`, '']
  lines.push(heading('Examples', style), ...examples.map((line) => `  ${line}`), '')
  for (const [section, entries] of sections) {
    lines.push(heading(section, style))
    const rows = entries.map(([key, option]) => [style.cyan(spelled(key, option)), option.about])
    lines.push(renderTable([{}, { flexible: true }], rows, { indent: 2, columns, wrap: true }), '')
  }
  if (details.length > 0) lines.push(...details, '')
  lines.push(
    heading('Exit codes', style),
    '  0 done   1 bad input, or it failed   2 the command line is wrong   130 stopped by Ctrl-C',
  )
  return lines.join('\n')
}

/** What `cmgsae --help` prints. */
export function programHelp(commands: readonly Command[], style: Style, columns: number): string {
  return [
    'Train, evaluate, inspect and steer cross-modal group-sparse autoencoders.',
    '',
    heading('Usage', style),
    '  cmgsae <command> [options]',
    '',
    heading('Commands', style),
    renderTable(
      [{}, { flexible: true }],
      commands.map(({ name, about }) => [style.cyan(name), about]),
      { indent: 2, columns, wrap: true },
    ),
    '',
    heading('First steps', style),
    '  cmgsae train --world --out runs/world     train on a built-in world of concepts',
    '  cmgsae eval runs/world                    measure it on samples it never saw',
    '  cmgsae inspect runs/world                 see what its groups of latents stand for',
    '',
    'cmgsae <command> --help explains a command; cmgsae --version prints the version.',
    'Results go to stdout, progress and errors to stderr. NO_COLOR=1 turns colours off.',
  ].join('\n')
}

function spelled(key: string, option: Option): string {
  return option.type === 'flag' ? `--${key}` : `--${key} ${option.hint}`
}

function heading(text: string, style: Style): string {
  return style.bold(text)
}
