/**
 * How the page is handed out, by the app scheme of the shell and by the server of browser mode alike:
 * which file an address means, its type, and the headers that forbid everything but the page's own files. Pure; the hosts read files.
 */

/** Styles are inline because Monaco and ECharts inject style elements; `'self'` covers the socket of the same origin; nothing remote. */
export const contentPolicy = [
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

/** Headers of every answer. */
export const pageHeaders = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store'
}

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

/**
 * The parts of the file's path below the page's folder that the path of an address means (`index.html` for none);
 * undefined for anything that could lead out of it.
 */
export function pagePathFrom(addressPath: string): string[] | undefined {
  const path = decoded(addressPath.replace(/^\/+/, ''))
  if (path === undefined || /[\0\\]/.test(path)) return undefined
  const parts = (path || 'index.html').split('/').filter((part) => part !== '' && part !== '.')
  // A colon would name a drive or a stream on Windows.
  return parts.length === 0 || parts.some((part) => part === '..' || part.includes(':')) ? undefined : parts
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
