/** The app scheme: pages and their files from the built renderer, nothing else, each with the content policy. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { protocol, type Session } from 'electron'
import { contentType, pageHeaders } from '../../contract/page'
import { places } from './places'
import { appScheme, fileOfAddress } from './policy/content'

/** Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

export function servePages(session: Session): void {
  session.protocol.handle(appScheme, async (request) => {
    const file = fileOfAddress(request.url, places.renderer)
    const facts = file === undefined ? undefined : await stat(file).catch(() => undefined)
    if (!file || !facts?.isFile()) return new Response('Not found', { status: 404 })
    return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
      headers: { ...pageHeaders, 'content-type': contentType(file), 'content-length': String(facts.size) }
    })
  })
}
