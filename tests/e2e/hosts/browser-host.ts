/** Chromium on `loupe serve`: the same page and engine without Electron. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { checkout } from './electron-host'
import type { Host } from './host'

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Flags that keep a browser without a network from asking for one. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.LOUPE_CHROMIUM ?? programs.find(existsSync)
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet
  })
}

export interface BrowserOptions {
  /** Kept when the host is closed; a folder of its own otherwise. */
  userData?: string
  /** Of `loupe serve`. */
  args?: string[]
}

export async function openBrowser(options: BrowserOptions = {}): Promise<Host & { server: ChildProcess; address: string }> {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'loupe-e2e-'))
  const { server, address } = await serve(userData, options.args)
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(address)
  return {
    kind: 'browser',
    page,
    userData,
    server,
    address,
    answerDialogs: async () => {},
    async close() {
      await browser.close()
      await ended(server)
      if (!options.userData) rmSync(userData, { recursive: true, force: true })
    }
  }
}

/** Starts the server and waits for the address it prints. */
export function serve(
  userData: string,
  args: string[] = [],
  env: Record<string, string> = {}
): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(process.execPath, [join(checkout, 'out/main/cli.cjs'), 'serve', ...args], {
    env: { ...process.env, LOUPE_USER_DATA: userData, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  return new Promise((settle, fail) => {
    let output = ''
    server.stdout?.on('data', (chunk) => {
      output += chunk
      const address = /https?:\/\/\S+/.exec(output)?.[0]
      if (address) settle({ server, address })
    })
    server.once('exit', (code) => fail(new Error(`loupe serve ended with ${code}: ${output}`)))
  })
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return Promise.resolve()
  return new Promise((settle) => {
    server.once('exit', () => settle())
    server.kill('SIGTERM')
  })
}
