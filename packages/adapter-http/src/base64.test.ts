import { expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'

it.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
])('knows the vectors of RFC 4648: %j', (text, base64) => {
  const bytes = new TextEncoder().encode(text)
  expect(encodeBase64(bytes)).toBe(base64)
  expect(decodeBase64(base64)).toEqual(bytes)
})

it('writes every byte as Node does', () => {
  for (const length of [256, 257, 70_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 37)
    expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
  }
})
