import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TensorError } from './errors.ts'
import { parseSafetensorsHeader } from './safetensors-header.ts'
import {
  float32Tensor,
  float32Values,
  parseSafetensors,
  serializeSafetensors,
  type SafeTensor,
} from './safetensors.ts'

const joined = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))

/** A file of a header given as text or value, and so many bytes of data. */
function file(header: unknown, bytes: number): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const start = Buffer.alloc(8)
  start.writeBigUInt64LE(BigInt(json.length))
  return joined([start, json, Buffer.alloc(bytes)])
}

test('writes the bytes that the format describes', () => {
  const w = float32Tensor(Float32Array.of(1, -2), [1, 2])
  const [header, data] = serializeSafetensors({ w }, { kind: 'sae' })
  const text =
    '{"__metadata__":{"kind":"sae"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}'
  const padded = Math.ceil(text.length / 8) * 8
  expect(Buffer.from(header!).readBigUInt64LE()).toBe(BigInt(padded))
  expect(Buffer.from(header!.subarray(8)).toString()).toBe(text.padEnd(padded))
  expect([...data!]).toEqual([0, 0, 128, 63, 0, 0, 0, 192])
})

test('reads a file of the Python library', () => {
  // safetensors.torch.save({'a': torch.tensor([[1., 2.]]).half(), 'b': torch.tensor([7])}), by hand.
  const text =
    '{"b":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F16","shape":[1,2],"data_offsets":[8,12]}}'
  const bytes = file(text.padEnd(112), 12)
  bytes.set([7, 0, 0, 0, 0, 0, 0, 0, 0, 60, 0, 64], bytes.length - 12)
  const { tensors, metadata } = parseSafetensors(bytes)
  expect(metadata).toEqual({})
  expect(tensors['a']).toEqual({ dtype: 'F16', shape: [1, 2], data: Uint8Array.of(0, 60, 0, 64) })
  expect(tensors['b']!.shape).toEqual([1])
})

test('an escaped name is not read as one that came before it', () => {
  const one = float32Tensor(Float32Array.of(1), [1])
  const names = ['\\', '"', '\n', 'a\\', 'a"'].map((name) => [
    'nothing else follows this name',
    name,
  ])
  const read = names.map((pair) => {
    const bytes = joined(serializeSafetensors(Object.fromEntries(pair.map((name) => [name, one]))))
    return Object.keys(parseSafetensors(bytes).tensors)
  })
  expect(read).toEqual(names)
})

test('what is written is read again, whatever the names', () => {
  const shape = fc.array(fc.nat(4), { maxLength: 3 })
  const tensor = shape.map((sides): SafeTensor => {
    const length = sides.reduce((product, side) => product * side, 1)
    return float32Tensor(
      Float32Array.from({ length }, (_, i) => i / 3),
      sides,
    )
  })
  const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toString', '{"a":', '\\', '🦊'))
  const named = fc
    .uniqueArray(
      fc.tuple(
        name.filter((key) => key !== '__metadata__'),
        tensor,
      ),
      {
        selector: ([key]) => key,
        maxLength: 5,
      },
    )
    .map((entries) => Object.fromEntries(entries))
  const metadata = fc.dictionary(name, fc.string(), { maxKeys: 3 })
  fc.assert(
    fc.property(named, metadata, (tensors, about) => {
      const bytes = joined(serializeSafetensors(tensors, about))
      const read = parseSafetensors(bytes)
      expect(Object.keys(read.tensors).toSorted()).toEqual(Object.keys(tensors).toSorted())
      for (const [key, { data, shape: sides }] of Object.entries(tensors)) {
        const back = Object.entries(read.tensors).find(([other]) => other === key)![1]
        expect([...back.shape]).toEqual([...sides])
        expect([...float32Values(back)]).toEqual([...new Float32Array(data.slice().buffer)])
      }
      expect(Object.entries(read.metadata)).toEqual(Object.entries(about))
    }),
    { numRuns: 200 },
  )
})

test('every cut of a file is refused', () => {
  const whole = joined(serializeSafetensors({ w: float32Tensor(new Float32Array(5), [5]) }))
  for (let length = 0; length < whole.length; length++) {
    expect(() => parseSafetensors(whole.subarray(0, length), 'cut')).toThrow(TensorError)
  }
  expect(() => parseSafetensors(whole.subarray(0, -1), 'cut')).toThrow(
    /^cut is truncated: tensor "w" ends at \d+, file at \d+$/,
  )
})

test('random bytes are refused with a TensorError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(() => parseSafetensors(bytes)).toThrow(TensorError)
    }),
  )
})

describe('a header is refused', () => {
  const entry = { dtype: 'F32', shape: [1], data_offsets: [0, 4] }
  const refusals: readonly [string, unknown, number, string | RegExp][] = [
    ['that is no JSON', 'not json', 0, 'x is not a safetensors file: its header is not JSON'],
    ['that is a list', [], 0, 'x is not a safetensors file: its header is not a JSON object'],
    ['that is null', 'null', 0, 'its header is not a JSON object'],
    ['with an entry that is null', { w: null }, 0, 'x: tensor "w" has dtype undefined; known are'],
    [
      'with a foreign dtype',
      { w: { ...entry, dtype: 'F8_E4M3' } },
      4,
      'dtype "F8_E4M3"; known are F64',
    ],
    [
      'with an inherited dtype',
      { w: { ...entry, dtype: 'constructor' } },
      4,
      'dtype "constructor"',
    ],
    ['with a negative side', { w: { ...entry, shape: [-1, -1] } }, 4, 'shape [-1,-1], not a list'],
    ['with half a row', { w: { ...entry, shape: [0.5, 2] } }, 4, 'shape [0.5,2], not a list'],
    ['with a side in words', { w: { ...entry, shape: ['1'] } }, 4, 'shape ["1"], not a list'],
    [
      'whose shape overflows',
      { w: { ...entry, shape: Array.from({ length: 40 }, () => 2 ** 40) } },
      4,
      /needs (Infinity|\d\S*) bytes and has 4/,
    ],
    [
      'with negative offsets',
      { w: { ...entry, data_offsets: [-4, 0] } },
      4,
      'offsets [-4,0], not [begin, end]',
    ],
    [
      'with reversed offsets',
      { w: { ...entry, data_offsets: [4, 0] } },
      4,
      'offsets [4,0], not [begin, end]',
    ],
    [
      'with fractional offsets',
      { w: { ...entry, data_offsets: [0.5, 4.5] } },
      8,
      'offsets [0.5,4.5]',
    ],
    ['with three offsets', { w: { ...entry, data_offsets: [0, 4, 8] } }, 8, 'offsets [0,4,8]'],
    [
      'with too few bytes',
      { w: { ...entry, shape: [2] } },
      4,
      'x: tensor "w" needs 8 bytes and has 4',
    ],
    [
      'that overlaps',
      { w: entry, v: { ...entry, shape: [2], data_offsets: [0, 8] } },
      8,
      'x: tensor "v" overlaps the one before it',
    ],
    [
      'that leaves a gap',
      { w: entry, v: { ...entry, data_offsets: [8, 12] } },
      12,
      'x: 4 bytes before tensor "v" belong to no tensor',
    ],
    ['that leaves a tail', { w: entry }, 9, 'x: the last 5 bytes belong to no tensor'],
    [
      'that names a tensor twice',
      `{"w":${JSON.stringify(entry)},"\\u0077":${JSON.stringify(entry)}}`,
      4,
      'x names "w" twice in its header',
    ],
    [
      'whose metadata is a list',
      { __metadata__: ['a'] },
      0,
      'x: __metadata__ must map names to strings',
    ],
    [
      'whose metadata holds a number',
      { __metadata__: { version: 1 } },
      0,
      'x: __metadata__ must map names to strings',
    ],
  ]
  test.each(refusals)('%s', (_, header, bytes, message) => {
    const hostile = file(header, bytes)
    expect(() => parseSafetensors(hostile, 'x')).toThrow(TensorError)
    expect(() => parseSafetensors(hostile, 'x')).toThrow(message)
  })

  test('of an absurd length', () => {
    const bytes = new Uint8Array(16).fill(0xff)
    expect(() => parseSafetensors(bytes, 'x')).toThrow(
      /^x is not a safetensors file: its header would/,
    )
  })

  test('that is not UTF-8', () => {
    const json = Uint8Array.of(0x7b, 0xff, 0x7d)
    expect(() => parseSafetensorsHeader(json, 11, 'x')).toThrow('its header is not JSON')
  })
})

test('the same key in two tensors is no repetition', () => {
  const bytes = file(
    '{"a": {"dtype":"U8","shape":[1],"data_offsets":[0,1]}, "dtype": {"dtype":"U8","shape":[1],"data_offsets":[1,2]}}',
    2,
  )
  expect(Object.keys(parseSafetensors(bytes).tensors)).toEqual(['a', 'dtype'])
})

test('values come out aligned, and only from F32', () => {
  const bytes = file({ w: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, 4)
  const shifted = new Uint8Array(bytes.length + 1)
  shifted.set(bytes, 1)
  const { tensors } = parseSafetensors(shifted.subarray(1))
  expect([...float32Values(tensors['w']!)]).toEqual([0])
  const half: SafeTensor = { dtype: 'F16', shape: [1], data: new Uint8Array(2) }
  expect(() => float32Values(half, 'w')).toThrow('w is F16; this file needs F32')
})

test('a tensor whose bytes do not fit its shape is not written', () => {
  const w = float32Tensor(new Float32Array(3), [2, 2])
  expect(() => serializeSafetensors({ w })).toThrow(
    'tensor "w" of F32 [2,2] needs 16 bytes and has 12',
  )
  const scalar = float32Tensor(new Float32Array(1), [])
  expect(() => serializeSafetensors({ ['__metadata__']: scalar })).toThrow('cannot be named')
})
