import { readFileSync } from 'node:fs'
import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LoupeError } from '../../../../contract/wire/errors'
import { connectionProblem } from '../../../../main/drafting/connection-problems'
import { sendRequest } from '../../../../main/drafting/request'

/** Of localhost, by itself; valid for 100 years. */
const certificates = join(import.meta.dirname, '../../../fixtures/certificates')
const key = readFileSync(join(certificates, 'self-signed.key'))
const cert = readFileSync(join(certificates, 'self-signed.pem'))

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What a question to the address fails with. */
async function problemAt(address: string): Promise<LoupeError> {
  const asked = { url: new URL(`${address}/v1/`), body: '{"secret":1}', key: 'sk-1', timeoutMs: 5_000, mostBytes: 1_000 }
  const thrown = await sendRequest({ ...asked, signal: new AbortController().signal }).catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(LoupeError)
  return thrown as LoupeError
}

test('a self-signed server is not trusted: nothing is sent, and it is said why and what to do', async () => {
  let heard = 0
  const host = await listening(createServer({ key, cert }, () => (heard += 1)))
  const { code, message, hint } = await problemAt(`https://${host}`)
  expect(code).toBe('denied')
  expect(message).toBe(
    `${host} can not be trusted: its certificate is not one that this machine trusts (it is self-signed, or of an authority of its own). Nothing was sent.`
  )
  expect(hint).toContain('use http://')
  expect(heard).toBe(0)
})

test('https to a server that speaks only http, and the other way round, are told', async () => {
  const plain = await listening(createPlainServer())
  expect(await problemAt(`https://${plain}`)).toMatchObject({
    code: 'denied',
    message: `${plain} does not speak https. Nothing was sent.`
  })
  const safe = await listening(createServer({ key, cert }))
  expect((await problemAt(`http://${safe}`)).hint).toContain('http:// or https:// included')
})

test('each code has its words; an unknown one is named, and nothing else of what the system says', () => {
  const url = new URL('https://model.example/v1/')
  const problem = (code: string) => connectionProblem(url, Object.assign(new Error('Bearer sk-1'), { code }))
  expect(problem('CERT_HAS_EXPIRED')).toMatchObject({ code: 'denied', message: expect.stringContaining('has expired') })
  expect(problem('ERR_TLS_CERT_ALTNAME_INVALID').message).toContain('another name')
  expect(problem('ECONNREFUSED')).toMatchObject({
    code: 'unreachable',
    message: 'model.example can not be reached: nothing listens there'
  })
  expect(problem('EWHATEVER').message).toBe('model.example can not be reached: EWHATEVER')
  expect(connectionProblem(url, new Error('Bearer sk-1')).message).toBe(
    'model.example can not be reached: the connection was cut'
  )
})
