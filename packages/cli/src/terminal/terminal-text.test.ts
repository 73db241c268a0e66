import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatChange,
  formatCount,
  formatDuration,
  formatScore,
  formatShare,
} from './format.ts'
import { createProgress } from './progress.ts'
import { shellQuote } from './shell-quote.ts'
import { createStyle, wantsColor } from './style.ts'
import { renderTable } from './table.ts'
import { textWidth, truncate } from './text-width.ts'

describe('numbers', () => {
  it('are short, signed with a true minus, and never a negative zero', () => {
    expect(formatCount(1234567)).toBe('1,234,567')
    expect(formatScore(-0.12345)).toBe('−0.123')
    expect(formatScore(-0.0001)).toBe('0.000')
    expect(formatScore(null)).toBe('–')
    expect(formatChange(0.5)).toBe('+0.500')
    expect(formatChange(-0.5)).toBe('−0.500')
    expect(formatShare(0.1234)).toBe('12.3 %')
    expect(formatDuration(59.6)).toBe('1:00')
    expect(formatDuration(3723)).toBe('1:02:03')
    expect(formatBytes(1_400_000)).toBe('1.4 MB')
  })
})

describe('tables', () => {
  it('align by what is seen: colours take no columns, Chinese two each', () => {
    const style = createStyle(true)
    const text = renderTable(
      [{ title: 'name' }, { title: 'n', align: 'right' }],
      [
        [style.red('ab'), '5'],
        ['雨', '10'],
      ],
    )
    expect(text.split('\n').map(textWidth)).toEqual([8, 8, 8])
  })

  it('cut their flexible column to the terminal', () => {
    const text = renderTable([{}, { flexible: true }], [['x', 'a'.repeat(50)]], { columns: 20 })
    expect(text).toBe(`x  ${'a'.repeat(16)}…`)
    expect(textWidth(text)).toBe(20)
  })

  it('wrap at spaces where asked', () => {
    const rows = [['x', 'one two three four five']]
    const text = renderTable([{}, { flexible: true }], rows, { columns: 16, wrap: true })
    expect(text).toBe('x  one two three\n   four five')
  })

  it('truncate without splitting a wide character', () => {
    expect(truncate('雨雨雨', 4)).toBe('雨…')
  })
})

describe('colours', () => {
  it('follow the terminal, NO_COLOR and FORCE_COLOR', () => {
    expect(wantsColor({ isTTY: true }, {})).toBe(true)
    expect(wantsColor({ isTTY: true }, { NO_COLOR: '1' })).toBe(false)
    expect(wantsColor({ isTTY: true }, { TERM: 'dumb' })).toBe(false)
    expect(wantsColor({ isTTY: false }, {})).toBe(false)
    expect(wantsColor({ isTTY: false }, { FORCE_COLOR: '1' })).toBe(true)
    expect(createStyle(false).red('a')).toBe('a')
    expect(createStyle(true).red('a')).toBe('\u001B[31ma\u001B[39m')
  })
})

describe('progress', () => {
  const run = (isTTY: boolean, steps: number, after = 0) => {
    const written: string[] = []
    let time = 0
    const progress = createProgress(
      { isTTY, columns: 60, write: (text) => written.push(text) },
      { label: 'work', style: createStyle(false), after, now: () => time },
    )
    for (let step = 1; step <= steps; step++) {
      time += 10
      progress.update(step, steps, `step ${step}`)
    }
    progress.stop()
    return written
  }

  it('is a plain line for every tenth away from a terminal', () => {
    const written = run(false, 1000)
    expect(written).toHaveLength(10)
    expect(written[0]).toBe('work  10 %  step 100\n')
    expect(written[9]).toBe('work 100 %  step 1000\n')
  })

  it('redraws one line on a terminal, ten times a second at most, and clears it', () => {
    const written = run(true, 100)
    expect(written.length).toBeLessThanOrEqual(13)
    for (const text of written) {
      expect(text.startsWith('\r\u001B[2K')).toBe(true)
      expect(text).not.toContain('\n')
    }
    expect(written.at(-1)).toBe('\r\u001B[2K')
  })

  it('stays silent for a while where asked', () => {
    expect(run(false, 10, 1000)).toEqual([])
  })
})

describe('shell words', () => {
  it('are quoted only where they must be', () => {
    expect(shellQuote('runs/a-1')).toBe('runs/a-1')
    expect(shellQuote("my run's")).toBe("'my run'\\''s'")
  })
})
