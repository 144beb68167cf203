/** The server over real sockets, with a real engine. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../../../../../contract/wire/client'
import { bytesFromValue } from '../../../../../contract/wire/codec'
import type { ClientMessage, EngineMessage } from '../../../../../contract/wire/envelope'
import { createEngine, type Engine } from '../../../../../main/engine/engine'
import { nodeProcesses } from '../../../../../main/engine/launchers/node-processes'
import { placesAround } from '../../../../../main/engine/places'
import { type BrowserServer, serveBrowser } from '../../../../../main/engine/serve/server'
import { portOfWebSocket } from '../../../../../main/engine/transports/web-socket'
import { temporaryFolder } from '../project-material'

let folder: string
let engine: Engine
let server: BrowserServer
let cookie: string

beforeAll(async () => {
  folder = temporaryFolder()
  const page = join(folder, 'page')
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), '<title>Loupe</title>')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  const places = { ...placesAround(folder, { LOUPE_USER_DATA: join(folder, 'user') }), page }
  engine = createEngine({ places, spawner: nodeProcesses({ entries: folder }), author: 'test', checkResults: true })
  server = await serveBrowser({ engine, page, port: 0 })
  const visit = await fetch(server.address, { redirect: 'manual' })
  cookie = visit.headers.get('set-cookie')?.split(';')[0] ?? ''
})
afterAll(async () => {
  await server.close()
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  status: number | undefined
  body: string
  headers: Record<string, unknown>
}

/** As fetch, but with any path and any header. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let body = ''
      response.on('data', (data) => {
        body += data
      })
      response.on('end', () => resolve({ status: response.statusCode, body, headers: response.headers }))
    })
    call.on('error', reject).end()
  })
}

function open(headers: Record<string, string>, path = '/engine'): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
  return new Promise((resolve, reject) => socket.once('open', () => resolve(socket)).once('error', reject))
}

const closed = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.once('close', resolve))
const own = () => ({ cookie, origin: `http://127.0.0.1:${server.port}` })

describe('the browser mode', () => {
  it('turns the key of its address into a cookie that scripts and other sites never get, and a clean address', async () => {
    const { status, headers } = await get(new URL(server.address).pathname + new URL(server.address).search)
    expect(status).toBe(303)
    expect(headers).toMatchObject({ location: '/', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    expect(String(headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict; Path=\//)
    expect(new URL(server.address).searchParams.get('key')).toMatch(/^[\w-]{43}$/)
  })

  it('gives its page with the policy, only with the cookie', async () => {
    const page = await get('/', { cookie })
    expect(page).toMatchObject({ status: 200, body: '<title>Loupe</title>' })
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect((await get('/')).status).toBe(403)
    expect((await get('/?key=wrong', { cookie })).status).toBe(403)
  })

  it('gives nothing beside its page, takes no other host and no other method', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/missing.js', '/..%5csecret.txt'])
      expect(await get(path, { cookie }), path).toMatchObject({ status: 404 })
    expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(403)
    expect((await get('/', { cookie }, 'POST')).status).toBe(405)
    expect(await get('/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' })
  })

  it('listens on loopback only', async () => {
    expect(new URL(server.address).hostname).toBe('127.0.0.1')
  })

  it('connects its own page to the engine', async () => {
    const client = createClient(portOfWebSocket<ClientMessage, EngineMessage>(await open(own())))
    expect(await client.call('jobs.list', {})).toEqual([])
    client.close()
  })

  it.each<[string, () => Record<string, string>, string?]>([
    ['without the cookie', () => ({ origin: own().origin })],
    ['from another site', () => ({ cookie, origin: 'http://evil.example' })],
    ['without an origin', () => ({ cookie })],
    ['at another path', own, '/other']
  ])('refuses a socket %s', async (_, headers, path) => {
    await expect(open(headers(), path)).rejects.toThrow(/403/)
  })

  it.each<[string, () => string | Uint8Array, number]>([
    ['text', () => 'hello', 1007],
    ['bytes that are no message', () => Uint8Array.of(255, 255, 255, 255, 1), 1007],
    ['an array that reaches beyond its message', () => hostileArray(), 1007],
    ['more than any message is', () => bytesFromValue({ text: 'x'.repeat(5_000_000) }), 1009]
  ])('ends a connection that sends %s, and serves the others on', async (_, data, code) => {
    const [bad, good] = [await open(own()), await open(own())]
    const client = createClient(portOfWebSocket<ClientMessage, EngineMessage>(good))
    bad.send(data())
    expect(await closed(bad)).toBe(code)
    expect(await client.call('jobs.list', {})).toEqual([])
    client.close()
  })

  it('says when its port is taken', async () => {
    const taken = serveBrowser({ engine, page: folder, port: server.port })
    await expect(taken).rejects.toMatchObject({ code: 'busy', message: expect.stringContaining(String(server.port)) })
  })
})

function hostileArray(): Uint8Array {
  const bytes = bytesFromValue({ values: Float64Array.of(1) })
  const text = new TextDecoder('latin1').decode(bytes).replace(',0,1]', ',0,9]')
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
