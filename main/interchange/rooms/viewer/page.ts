/** The one HTML file: style, data and script in it, and a policy that lets nothing else in. */
import { createHash } from 'node:crypto'
import { script, style } from 'virtual:loupe-viewer'

/** Before and after the features, which are one JSON text each, with commas between. */
export function pageParts(title: string, head: Record<string, unknown>): { start: string; end: string } {
  const opening = inScript(JSON.stringify(head).slice(0, -1))
  return {
    start: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${sum(script)}'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<noscript>This page shows its features with a script. They are also readable as JSON in its source.</noscript>
<script type="application/json" id="data">${opening},"features":[`,
    end: `]}</script>
<script>${script}</script>
</body>
</html>
`
  }
}

/** JSON that can stand in a script element whatever texts say. */
export function inScript(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

/** The JSON of a page; undefined where it has none. */
export function dataIn(page: string): string | undefined {
  return /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(page)?.[1]
}

function sum(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
