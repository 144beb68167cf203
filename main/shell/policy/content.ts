/** The app scheme: what its addresses are, and which files of the page they mean. Pure decisions; protocol.ts does the serving. */
import { join } from 'node:path'
import { pagePathFrom } from '../../../contract/page'

export const appScheme = 'loupe'
export const appOrigin = `${appScheme}://app`
export const startPage = `${appOrigin}/index.html`

/** The file under `root` that an address of the app scheme means; undefined for anything that is not inside it. */
export function fileOfAddress(address: string, root: string): string | undefined {
  const url = parsed(address)
  if (!url || url.protocol !== `${appScheme}:` || url.host !== 'app') return undefined
  const parts = pagePathFrom(url.pathname)
  return parts && join(root, ...parts)
}

/** The address in parts; undefined when it is none. (`URL.canParse` is missing in the Node of older Electron.) */
export function parsed(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
