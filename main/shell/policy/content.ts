/**
 * What a page of Loupe may load, and which of its files the app scheme hands out. Pure decisions; protocol.ts does the serving.
 */
import { isAbsolute, join, normalize, relative } from 'node:path'

export const appScheme = 'loupe'
export const appOrigin = `${appScheme}://app`
export const startPage = `${appOrigin}/index.html`

/** Styles are inline because Monaco and ECharts inject style elements; nothing remote is ever allowed. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'"
].join('; ')

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf'
}

export function contentType(path: string): string {
  return types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

/** The file under `root` that an address of the app scheme means; undefined for anything that is not inside it. */
export function fileOfAddress(address: string, root: string): string | undefined {
  const url = parsed(address)
  if (!url || url.protocol !== `${appScheme}:` || url.host !== 'app') return undefined
  const path = decoded(url.pathname.replace(/^\/+/, ''))
  if (path === undefined || path === '' || path.includes('\0') || path.includes('\\')) return undefined
  const file = join(root, normalize(path))
  const inside = relative(root, file)
  return inside.startsWith('..') || isAbsolute(inside) ? undefined : file
}

/** The address in parts; undefined when it is none. (`URL.canParse` is missing in the Node of older Electron.) */
export function parsed(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
