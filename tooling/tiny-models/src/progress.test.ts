import { expect, test } from 'vitest'
import { createProgress } from './progress.ts'

function said(isTTY: boolean, steps: readonly [at: number, done: number][]) {
  let text = ''
  let clock = 0
  const stream = { isTTY, write: (more: string) => (text += more) }
  const report = createProgress(stream, 'work', () => clock)
  for (const [at, done] of steps) {
    clock = at
    report(done, 100, 'loss 1')
  }
  return text
}

test('in a file, a line for each tenth, with the time that is left', () => {
  const text = said(false, [
    [1000, 1],
    [9000, 9],
    [10_000, 10],
    [11_000, 11],
    [100_000, 100],
  ])
  expect(text).toBe('work  10 %  2 min left  loss 1\nwork 100 %  2 min  loss 1\n')
})

test('work of an earlier run does not shorten the estimate', () => {
  const text = said(false, [
    [1000, 51],
    [10_000, 60],
  ])
  expect(text).toBe('work  51 %  49 s left  loss 1\nwork  60 %  40 s left  loss 1\n')
})

test('on a terminal, one line that is drawn anew', () => {
  expect(
    said(true, [
      [1000, 1],
      [1050, 2],
      [2000, 100],
    ]),
  ).toBe('\r\u001B[2Kwork   1 %  2 min left  loss 1\r\u001B[2Kwork 100 %  2 s  loss 1\n')
})
