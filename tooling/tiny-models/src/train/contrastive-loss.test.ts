import { Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { compile, parameter } from '../graph/index.ts'
import { checkGradients, someParameter } from '../testing/check-gradients.ts'
import { contrastiveLoss } from './contrastive-loss.ts'

const pairs = (...numbers: bigint[]) => ({
  pair_rows: new Tensor('int64', BigInt64Array.from(numbers), [numbers.length, 1]),
  pair_columns: new Tensor('int64', BigInt64Array.from(numbers), [1, numbers.length]),
})

async function lossOf(a: number[], b: number[], scale: number, feeds: ReturnType<typeof pairs>) {
  const node = contrastiveLoss(
    parameter('a', [2, 2], Float32Array.from(a)),
    parameter('b', [2, 2], Float32Array.from(b)),
    parameter('scale', [1, 1], Float32Array.of(scale)),
  )
  const program = await compile({ loss: node })
  const { loss } = await program.run(feeds)
  await program.release()
  return loss![0]!
}

test('two orthogonal pairs', async () => {
  // Cosines are 1 with the partner and 0 with the other, whatever the lengths: with a scale of
  // ln 2 each softmax is e²/(e² + 1).
  const loss = await lossOf([2, 0, 0, 3], [1, 0, 0, 5], Math.log(2), pairs(0n, 1n))
  expect(loss).toBeCloseTo(Math.log(1 + Math.exp(-2)), 5)
})

test('the two directions weigh alike', async () => {
  // Cosines [[1, 1], [0, 0]]: rows cannot choose (ln 2 each); columns choose the first row.
  const loss = await lossOf([1, 0, 0, 1], [1, 0, 1, 0], 0, pairs(0n, 1n))
  const columns = (Math.log(1 + Math.exp(-1)) + Math.log(1 + Math.exp(1))) / 2
  expect(loss).toBeCloseTo((Math.log(2) + columns) / 2, 5)
})

test('samples of one caption are partners of each other', async () => {
  // Both targets are ½ and ½, so the loss is that of even odds plus how far the logits stray.
  const loss = await lossOf([1, 0, 0, 1], [1, 0, 0, 1], 0, pairs(7n, 7n))
  const near = Math.log(1 + Math.exp(-1))
  expect(loss).toBeCloseTo((near + near + 1) / 2, 5)
})

test('has the gradients of differences', async () => {
  const [a, b] = [someParameter('a', [4, 3]), someParameter('b', [4, 3], 2)]
  const loss = contrastiveLoss(a, b, parameter('scale', [1, 1], Float32Array.of(1)))
  await checkGradients(loss, pairs(0n, 1n, 2n, 1n))
})
