import { expect, test } from 'vitest'
import { TensorError } from '../errors.ts'
import { sparseCodes } from '../codes.ts'
import { upload, values } from '../parity/fixtures.ts'
import { createReference } from '../reference/index.ts'
import { createGpuBackend } from './index.ts'

test('a mode that is not there is an error that says why', async () => {
  const refused = createGpuBackend({ mode: 'webgl2' })
  await expect(refused).rejects.toThrow(TensorError)
  await expect(refused).rejects.toThrow(
    'gpu.js has no mode "webgl2" on this machine (webgl2: WebGL2 needs a browser with it)',
  )
})

test('matrices and codes of another backend are refused', async () => {
  const backend = await createGpuBackend({ mode: 'cpu' })
  const reference = createReference()
  await expect(backend.squaredNorm(reference.matrix(1, 1))).rejects.toThrow(
    'this matrix belongs to another backend',
  )
  const codes = reference.codes(1, 1, 1)
  await expect(backend.readCodes(codes, sparseCodes(1, 1, 1))).rejects.toThrow(
    'these codes belong to another backend',
  )
  backend.dispose()
})

test('calls take effect in order though only the last is awaited, also after one that failed', async () => {
  const backend = await createGpuBackend({ mode: 'webasm' })
  const m = backend.matrix(1, 3)
  void backend.fill(m, 2)
  const failed = backend.write(m, new Float32Array(9))
  void backend.write(m, Float32Array.of(5))
  expect([...(await values(backend, m))]).toEqual([5, 2, 2])
  await expect(failed).rejects.toThrow('9 values do not fit into a 1×3 matrix')
  backend.dispose()
})

test('what does not fit is refused', async () => {
  const backend = await createGpuBackend({ mode: 'cpu' })
  expect(() => backend.codes(1, 1, 2 ** 24 + 1)).toThrow('cannot hold codes of 16777217 entries')
  const x = await upload(backend, 2, 1, Float32Array.of(1, 1))
  const w = await upload(backend, 3, 1, Float32Array.of(1, 2, 3))
  const spans = [{ x: 0, w: 0, width: 1 }]
  const op = { x, w, bias: backend.matrix(1, 3), rows: 2, spans } as const
  const out = backend.codes(2, 3, 3)
  await expect(backend.encode({ ...op, activation: { kind: 'relu' }, out })).rejects.toThrow(
    'the codes hold 3 entries and 6 latents fired: allocate a larger capacity',
  )
  await expect(backend.encode({ ...op, activation: { kind: 'topK', k: 2 }, out })).rejects.toThrow(
    'the codes hold 3 entries and 4 latents fired: allocate a larger capacity',
  )
  await backend.encode({ ...op, activation: { kind: 'batchTopK', k: 1 }, out })
  const large = backend.codes(2, 3, 6)
  await backend.encode({ ...op, activation: { kind: 'topK', k: 2 }, out: large })
  await expect(backend.readCodes(large, sparseCodes(2, 3, 3))).rejects.toThrow(
    'the codes hold 3 entries and need 4',
  )
  backend.dispose()
})

test('a support lives as long as codes that share it', async () => {
  const backend = await createGpuBackend({ mode: 'cpu' })
  const codes = backend.codes(1, 2, 2)
  const host = {
    ...sparseCodes(1, 2, 2),
    offsets: Uint32Array.of(0, 1),
    values: Float32Array.of(3, 0),
  }
  await backend.writeCodes(codes, host)
  const like = backend.like(codes)
  backend.release(codes)
  await backend.writeValues(like, Float32Array.of(4))
  const read = sparseCodes(1, 2, 2)
  await backend.readCodes(like, read)
  expect([...read.offsets, ...read.values]).toEqual([0, 1, 4, 0])
  backend.dispose()
})
