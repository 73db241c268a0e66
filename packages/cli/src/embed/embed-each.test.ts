import { AdapterError } from '@cmgsae/adapter'
import { HttpAdapterError } from '@cmgsae/adapter-http'
import { describe, expect, it } from 'vitest'
import { embedEach } from './embed-each.ts'

const live = new AbortController().signal

/** Gives each text its length, and refuses calls with an unreadable one. */
function lengths(calls: string[][] = []) {
  return {
    async embed(texts: readonly string[]) {
      calls.push([...texts])
      const bad = texts.find((text) => text.startsWith('bad'))
      if (bad !== undefined) throw new AdapterError(`${bad}: cannot be read`)
      const data = Float32Array.from(texts.flatMap((text) => [text.length, 1]))
      return { rows: texts.length, cols: 2, data }
    },
  }
}

describe('embedEach', () => {
  it('embeds all in one call where all can be read', async () => {
    const calls: string[][] = []
    expect(await embedEach(lengths(calls), ['a', 'bcd'], live)).toEqual([
      Float32Array.of(1, 1),
      Float32Array.of(3, 1),
    ])
    expect(calls).toEqual([['a', 'bcd']])
  })

  it('finds what cannot be read by halving, and embeds all others', async () => {
    const texts = ['a', 'b', 'c', 'bad 1', 'd', 'e', 'f', 'g']
    const calls: string[][] = []
    const found = await embedEach(lengths(calls), texts, live)
    expect(found.map((one) => (typeof one === 'string' ? one : one[0]))).toEqual([
      1,
      1,
      1,
      'bad 1: cannot be read',
      1,
      1,
      1,
      1,
    ])
    expect(calls.map(({ length }) => length)).toEqual([8, 4, 2, 2, 1, 1, 4])
  })

  it('does not take an abort, an outage or a broken adapter for an unreadable input', async () => {
    const stop = new AbortController()
    const aborting = {
      async embed(): Promise<never> {
        stop.abort(new AdapterError('stopped'))
        throw stop.signal.reason
      },
    }
    await expect(embedEach(aborting, ['a'], stop.signal)).rejects.toBe(stop.signal.reason)
    const away = new HttpAdapterError('the server is out of reach', { retryable: true })
    for (const error of [away, new HttpAdapterError('no key', { status: 401 })]) {
      const server = { embed: () => Promise.reject(error) }
      await expect(embedEach(server, ['a', 'b'], live)).rejects.toBe(error)
    }
    const broken = { embed: () => Promise.reject(new TypeError('x is no function')) }
    await expect(embedEach(broken, ['a', 'b'], live)).rejects.toThrow('x is no function')
  })
})
