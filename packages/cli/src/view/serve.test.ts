import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { CliError } from '../errors.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { serve, type Served } from './serve.ts'

const path = temporaryFolder()
const text = (value: string) => new TextEncoder().encode(value)
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin' }

const started: Served[] = []
async function start(port = 0, orOther = true): Promise<Served> {
  writeFileSync(path('sound.wav'), '0123456789')
  writeFileSync(path('secret.txt'), 'secret')
  const resources = new Map([
    ['/index.html', { type: 'text/html', pieces: [text('<p>'), text('app')] }],
    ['/run/a.wav', { file: path('sound.wav'), headers: { 'Content-Security-Policy': 'sandbox' } }],
    ['/run/gone.png', { file: path('gone.png') }],
  ])
  const served = await serve(resources, { port, orOther, headers })
  started.push(served)
  return served
}
afterEach(async () => {
  for (const served of started.splice(0)) await served.close()
})

/** As typed: fetch would take `..` out of the path. */
function ask(origin: string, target: string, asked: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(origin)
      const sent = request({ hostname, port, path: target, headers: asked, method }, (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString()))
        response.on('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, body }),
        )
      })
      sent.on('error', reject)
      sent.end()
    },
  )
}

describe('serve', () => {
  it('answers 400 where what was asked is to blame, 500 where it is not', async () => {
    const failing = (error: unknown) => async () => {
      throw error
    }
    const post = new Map([
      ['/asked', failing(new CliError('no such group'))],
      ['/disk', failing(Object.assign(new Error('write'), { code: 'ENOSPC' }))],
      ['/bug', failing(new TypeError('x is\nundefined'))],
    ])
    const served = await serve(new Map(), { port: 0, orOther: true, headers, post })
    started.push(served)
    const answer = async (target: string) => {
      const asked = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }
      const response = await fetch(served.origin + target, asked)
      return [response.status, await response.json()]
    }
    expect(await answer('/asked')).toEqual([400, { error: 'no such group' }])
    expect(await answer('/disk')).toEqual([500, { error: 'the disk is full' }])
    expect(await answer('/bug')).toEqual([500, { error: 'unexpected: x is undefined' }])
  })

  it('answers what it was given, with its headers', async () => {
    const { origin } = await start()
    const page = await ask(origin, '/?run=served')
    expect(page).toMatchObject({ status: 200, body: '<p>app' })
    expect(page.headers).toMatchObject({
      'content-type': 'text/html',
      'content-length': '6',
      'cross-origin-opener-policy': 'same-origin',
    })
    const sound = await ask(origin, '/run/a.wav')
    expect(sound.body).toBe('0123456789')
    expect(sound.headers).toMatchObject({
      'content-type': 'audio/wav',
      'content-security-policy': 'sandbox',
    })
    expect(await ask(origin, '/run/a.wav', {}, 'HEAD')).toMatchObject({ status: 200, body: '' })
  })

  it('answers ranges, across pieces as well', async () => {
    const { origin } = await start()
    const part = await ask(origin, '/run/a.wav', { range: 'bytes=2-4' })
    expect(part).toMatchObject({ status: 206, body: '234' })
    expect(part.headers['content-range']).toBe('bytes 2-4/10')
    expect((await ask(origin, '/', { range: 'bytes=1-4' })).body).toBe('p>ap')
    expect((await ask(origin, '/run/a.wav', { range: 'bytes=10-' })).status).toBe(416)
  })

  it('never turns an address into a path', async () => {
    const { origin } = await start()
    for (const target of [
      '/secret.txt',
      '/../secret.txt',
      '/run/../secret.txt',
      '/run/%2e%2e/secret.txt',
      '/run/..%2fsecret.txt',
      `/${path('secret.txt')}`,
      `/run/${encodeURIComponent(path('secret.txt'))}`,
      '/%',
      '/run/gone.png',
    ]) {
      expect(await ask(origin, target)).toMatchObject({ status: 404, body: 'not found\n' })
    }
  })

  it('answers nobody who asks by another name, nor changes anything', async () => {
    const { origin } = await start()
    expect((await ask(origin, '/', { host: 'elsewhere.example:80' })).status).toBe(403)
    expect((await ask(origin, '/', {}, 'POST')).status).toBe(405)
    const { port } = new URL(origin)
    expect((await ask(origin, '/', { host: `127.0.0.1:${port}` })).status).toBe(200)
  })

  it('takes another port where the usual is taken, and refuses where that was asked for', async () => {
    const first = await start()
    const port = Number(new URL(first.origin).port)
    const second = await start(port)
    expect(second.origin).not.toBe(first.origin)
    await expect(start(port, false)).rejects.toThrow(
      `--port ${port} is taken by another program; leave it out for a free one`,
    )
  })
})
