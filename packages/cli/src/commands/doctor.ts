import { defineCommand } from '../args/command.ts'
import { diagnose } from '../doctor/diagnose.ts'
import { VARIABLES } from '../doctor/environment.ts'
import { renderDiagnosis } from '../doctor/render-diagnosis.ts'
import { renderTable } from '../terminal/table.ts'

export const doctor = defineCommand({
  name: 'doctor',
  about: 'Print what this machine can compute with, what is chosen, and how fast it is.',
  positionals: [],
  examples: [
    'cmgsae doctor',
    'cmgsae doctor --json > machine.json',
    'CMGSAE_THREADS=1 cmgsae doctor',
    'CMGSAE_VARIANT=plain CMGSAE_SCREEN=on cmgsae train --world --out runs/world',
  ],
  details: [
    'Every command computes on WebAssembly unless --backend says otherwise. Which of its variants is',
    'fastest differs between processors, so each process takes a quick look, in milliseconds, and',
    'chooses; doctor shows that look beside what long runs get, in about two seconds. GFLOP/s counts',
    'the dense product that an encode stands for, though the int16 screen computes it otherwise.',
    'GB/s is how fast one thread reads a dictionary that no cache holds: what bounds single samples.',
    '',
    'Environment, for every command:',
    renderTable(
      [{}, {}],
      VARIABLES.map(({ name, about }) => [name, about]),
      { indent: 2 },
    ),
  ],
  options: { json: { type: 'flag', about: 'print the diagnosis as JSON' } },
  async run({ options, terminal }) {
    const progress = terminal.progress('measuring', { after: 400 })
    try {
      const found = await diagnose((done, total) => progress.update(done, total))
      progress.stop()
      terminal.print(
        options.json
          ? JSON.stringify(found, null, 2)
          : renderDiagnosis(found, terminal.style, terminal.columns),
      )
    } finally {
      progress.stop()
    }
  },
})
