/** `loupe serve`: the workbench in a browser, on loopback only. */
import type { Command } from 'commander'
import { serveBrowser } from '../../engine/serve/server'
import { openProject } from '../find'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'

export function addServe(host: CommandHost, program: Command): void {
  const command = program
    .command('serve')
    .description('serve the workbench to a browser on this machine')
    .argument('[project]', 'folder of a project, listed first')
    .option('--port <n>', 'port; a free one when left out', wholeNumberIn(0, 65_535), 0)
  addAction<{ json?: boolean; port: number }>(host, command, async (session, options, [folder]) => {
    if (folder !== undefined) await openProject(session, folder)
    const { engine, places, out, signal } = session
    const server = await serveBrowser({ engine, page: places.page, port: options.port })
    out.result({ address: server.address, port: server.port }, [`Loupe is at ${server.address}`])
    out.say('The address holds the key to your data: do not pass it on. Ctrl+C ends Loupe.')
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    await server.close()
    return undefined
  })
}
