/**
 * The browser mode: the built page and the engine on a loopback port, for one person.
 * The printed address has a key; it becomes a cookie at the first visit and disappears from the address.
 */
import { randomBytes } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import { contentType, pageHeaders, pagePathFrom } from '../../../contract/page'
import type { ClientMessage, EngineMessage } from '../../../contract/wire/envelope'
import { LoupeError } from '../../../contract/wire/errors'
import { anyPath } from '../connections/policy'
import type { Engine } from '../engine'
import { portOfWebSocket, refuseSocket } from '../transports/web-socket'
import { cookieName, hasCookie, isKey, isLoopbackHost, maySocket, type RequestFacts } from './access'

const loopback = '127.0.0.1'
const socketPath = '/engine'
/** The largest call is a note of 200,000 characters. */
const largestMessage = 4 * 1024 * 1024

export interface ServeOptions {
  engine: Engine
  /** Folder of the built page. */
  page: string
  /** 0 takes a free one. */
  port: number
}

export interface BrowserServer {
  /** With the key: for the person's eyes only. */
  readonly address: string
  readonly port: number
  close(): Promise<void>
}

/** Throws busy when the port is taken. */
export async function serveBrowser(options: ServeOptions): Promise<BrowserServer> {
  const key = randomBytes(32).toString('base64url')
  const http = createServer((request, response) => answer(request, response, options.page, key))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false })
  http.on('upgrade', (request, socket, head) => {
    const attach = (opened: WebSocket) => options.engine.attach(portOfWebSocket<EngineMessage, ClientMessage>(opened), anyPath)
    if (mayOpenSocket(request, key)) sockets.handleUpgrade(request, socket, head, attach)
    else refuseSocket(socket)
  })
  const port = await listen(http, options.port)
  return {
    address: `http://${loopback}:${port}/?key=${key}`,
    port,
    async close() {
      for (const client of sockets.clients) client.terminate()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    }
  }
}

function listen(server: Server, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      const hint = 'Choose another with --port, or leave it out for a free one.'
      reject(isTaken ? new LoupeError('busy', `Port ${wanted} can not be used (${error.code})`, { hint }) : error)
    })
    server.listen(wanted, loopback, () => resolve((server.address() as AddressInfo).port))
  })
}

function factsOf(request: IncomingMessage): RequestFacts {
  const { host, origin, cookie } = request.headers
  return { host, origin, cookie, port: request.socket.localPort ?? 0 }
}

function answer(request: IncomingMessage, response: ServerResponse, page: string, key: string): void {
  const facts = factsOf(request)
  const url = new URL(request.url ?? '/', `http://${loopback}`)
  const given = url.searchParams.get('key')
  if (!isLoopbackHost(facts)) refuse(response, 403, 'Not this host')
  else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 405, 'Not allowed')
  else if (given !== null && isKey(given, key)) exchange(response, facts.port, key)
  else if (given !== null) refuse(response, 403, 'Wrong key')
  else if (!hasCookie(facts, key)) refuse(response, 403, 'Open the address that Loupe printed')
  else sendFile(response, fileBelow(page, url.pathname), request.method === 'HEAD')
}

function fileBelow(page: string, path: string): string | undefined {
  const parts = pagePathFrom(path)
  return parts && join(page, ...parts)
}

/** The key leaves the address, and with it the history and every screenshot. */
function exchange(response: ServerResponse, port: number, key: string): void {
  const cookie = `${cookieName(port)}=${key}; HttpOnly; SameSite=Strict; Path=/`
  response.writeHead(303, { ...pageHeaders, location: '/', 'set-cookie': cookie }).end()
}

function sendFile(response: ServerResponse, file: string | undefined, isHead: boolean): void {
  const facts = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })
  if (!file || !facts?.isFile()) {
    refuse(response, 404, 'Not found')
    return
  }
  response.writeHead(200, { ...pageHeaders, 'content-type': contentType(file), 'content-length': facts.size })
  if (isHead) response.end()
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

function mayOpenSocket(request: IncomingMessage, key: string): boolean {
  return request.url === socketPath && maySocket(factsOf(request), key)
}
