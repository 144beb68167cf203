/** Files of the built page: which file an address means, and the headers that go with it. */
import { isAbsolute, join, normalize, relative } from 'node:path'

/** As in the window; `'self'` covers the socket of the same origin. Styles are inline because Monaco and ECharts inject them. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
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

/** Headers of every answer. */
export const commonHeaders = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store'
}

export function contentType(path: string): string {
  return types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

/** The file under `root` that a path of an address means; undefined for anything outside of it. */
export function fileOfPath(path: string, root: string): string | undefined {
  const plain = decoded(path.replace(/^\/+/, '')) || 'index.html'
  if (plain.includes('\0') || plain.includes('\\')) return undefined
  const file = join(root, normalize(plain))
  const inside = relative(root, file)
  return inside.startsWith('..') || isAbsolute(inside) ? undefined : file
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return '\0'
  }
}
