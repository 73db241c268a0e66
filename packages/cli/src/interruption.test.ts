import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cmgsae } from './testing/run-command.ts'
import { stopWith } from './testing/stop-with.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const path = temporaryFolder()
const recipe = ['--world', '--world-samples', '160', '--latents', '32', '--k', '4', '--batch', '16']
const settings = [...recipe, '--epochs', '80', '--seed', '5', '--checkpoint-seconds', '0.1']

/** Which binary is fastest is measured anew by each process: another rounds differently. */
const relaxed = { env: { CMGSAE_VARIANT: 'relaxed' } }
const plain = { env: { CMGSAE_VARIANT: 'plain' } }

const weights = (run: string) => readFileSync(path(run, 'model.safetensors'))
const config = (run: string) => readFileSync(path(run, 'config.json'), 'utf8')

describe('an interrupted training', () => {
  it(
    'ends in the same bytes after SIGINT, SIGTERM, SIGKILL and a full disk',
    { timeout: 120_000 },
    async () => {
      const whole = await cmgsae(['train', ...settings, '--out', path('whole')], relaxed)
      expect(whole.code).toBe(0)
      expect(existsSync(path('whole', 'training.safetensors'))).toBe(false)

      const killed = await cmgsae(['train', ...settings, '--out', path('killed')], {
        ...stopWith('SIGKILL'),
        ...relaxed,
      })
      expect(killed.code).toBe(null)
      expect(existsSync(path('killed', 'training.safetensors'))).toBe(true)
      const revived = await cmgsae(['train', '--resume', '--out', path('killed')], plain)
      expect(revived.code).toBe(0)
      expect(weights('killed').equals(weights('whole'))).toBe(true)
      expect(config('killed')).toBe(config('whole'))

      const stopped = await cmgsae(['train', ...settings, '--out', path('stopped')], {
        ...stopWith('SIGINT'),
        ...relaxed,
      })
      expect(stopped.code).toBe(130)
      expect(stopped.stderr.trimEnd().split('\n').at(-1)).toMatch(
        /^cmgsae: stopped at step \d+ of \d+, all saved; go on with: cmgsae train --resume --out /,
      )

      // No file may exceed 1 KiB: writing the next checkpoint fails, the one before stays.
      const before = weights('stopped')
      const full = await cmgsae(['train', '--resume', '--out', path('stopped')], {
        shell: 'ulimit -f 1',
      })
      expect(full.code).toBe(1)
      expect(full.stderr).toMatch(/^cmgsae: cannot save to .*larger than allowed/m)
      expect(full.stderr).not.toMatch(/^\s+at /m)
      expect(weights('stopped').equals(before)).toBe(true)
      expect(readdirSync(path('stopped')).filter((name) => name.endsWith('.next'))).toEqual([])

      const contradicted = await cmgsae([
        'train',
        '--resume',
        '--k',
        '5',
        '--seed',
        '6',
        '--out',
        path('stopped'),
      ])
      expect(contradicted.code).toBe(1)
      expect(contradicted.stderr).toMatch(/--k, --seed contradict the run/)

      const term = await cmgsae(
        ['train', '--resume', '--k', '4', '--out', path('stopped')],
        stopWith('SIGTERM'),
      )
      if (term.code !== 0) expect(term.code).toBe(143)
      const resumed = await cmgsae(['train', '--resume', '--out', path('stopped')])
      expect(resumed.code).toBe(0)
      expect(weights('stopped').equals(weights('whole'))).toBe(true)
      expect(config('stopped')).toBe(config('whole'))

      const again = await cmgsae(['train', '--resume', '--out', path('stopped')])
      expect(again.code).toBe(0)
      expect(again.stderr).toContain('is finished')
      const taken = await cmgsae(['train', ...settings, '--out', path('stopped')])
      expect(taken.code).toBe(1)
      expect(taken.stderr).toMatch(/holds a finished run: --force replaces it/)
    },
  )
})
