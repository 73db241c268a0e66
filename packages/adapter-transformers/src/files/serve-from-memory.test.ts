import { expect, it } from 'vitest'
import type { Transformers } from '../transformers.ts'
import { serveFromMemory } from './serve-from-memory.ts'

const files = (content: string) => new Map([['config.json', new TextEncoder().encode(content)]])

function environment() {
  const asked: string[] = []
  const fetch = async (url: string | URL) => {
    asked.push(String(url))
    return new Response('from the network')
  }
  return { env: { fetch } as unknown as Transformers['env'], asked, fetch }
}

async function text(env: Transformers['env'], url: string): Promise<string> {
  const response = await env.fetch(url)
  return `${response.status} ${new TextDecoder().decode(await response.arrayBuffer())}`
}

it('answers for its own names alone, each with its own files', async () => {
  const { env, asked, fetch } = environment()
  const one = serveFromMemory(env, files('1'))
  const two = serveFromMemory(env, files('2'))
  expect(one.source).not.toBe(two.source)
  expect(await text(env, `https://hub/${one.source}/resolve/main/config.json`)).toBe('200 1')
  expect(await text(env, `/models/${two.source}/config.json`)).toBe('200 2')
  expect(await text(env, `https://hub/${one.source}/resolve/main/none.json`)).toBe('404 ')
  expect(await text(env, 'https://hub/a/b/resolve/main/config.json')).toBe('200 from the network')
  expect(asked).toEqual(['https://hub/a/b/resolve/main/config.json'])

  one.close()
  expect(await text(env, `https://hub/${two.source}/resolve/main/config.json`)).toBe('200 2')
  two.close()
  expect(env.fetch).toBe(fetch)
})

it('keeps transformers.js from storing what it serves', async () => {
  const { env } = environment()
  const { source, close } = serveFromMemory(env, files('1'))
  expect(await env.fetch(`https://hub/${source}/config.json`)).not.toBeInstanceOf(Response)
  close()
})

it('leaves a fetch alone that someone else has set meanwhile', () => {
  const { env } = environment()
  const { close } = serveFromMemory(env, files('1'))
  const theirs = async () => new Response()
  env.fetch = theirs
  close()
  expect(env.fetch).toBe(theirs)
})
