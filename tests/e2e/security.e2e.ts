/** What a page of the window can not do: reach Node, run foreign code, go elsewhere, ask for permissions. */
import { expect, test } from 'playwright/test'
import { openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { ProjectsPage } from './pages/projects-page'

const services = [
  'copyText',
  'keepModelKey',
  'kind',
  'newWindow',
  'onCommand',
  'onLeave',
  'pathsOfDrop',
  'pick',
  'pickSave',
  'platform',
  'saveFile',
  'setTheme',
  'showInFolder',
  'windowControl'
]

let host: Host

test.beforeAll(async () => {
  host = await openElectron()
  await expect(new ProjectsPage(host.page).heading).toBeVisible()
})

test.afterAll(async () => {
  await host?.close()
})

/** Runs code in the page; as text, since its world (window, document) is not that of this file. */
function inPage<T>(code: string): Promise<T> {
  return host.page.evaluate(`(async () => { ${code} })()`) as Promise<T>
}

test('the page has nothing of Node or Electron', async () => {
  const names = ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname']
  expect(await inPage(`return ${JSON.stringify(names)}.filter((name) => name in window)`)).toEqual([])
})

test('only the host services of the contract are exposed', async () => {
  expect(await inPage('return Object.keys(window.loupe).sort()')).toEqual(services)
})

test('the pages come with the content policy', async () => {
  const policy = await inPage<string>("return (await fetch(location.href)).headers.get('content-security-policy')")
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe-eval')
})

test('inline code does not run', async () => {
  const ran = await inPage(`
    const script = document.createElement('script')
    script.textContent = 'document.documentElement.dataset.inline = "ran"'
    document.head.append(script)
    await new Promise((resolve) => setTimeout(resolve, 50))
    return document.documentElement.dataset.inline ?? 'did not run'`)
  expect(ran).toBe('did not run')
})

test('text does not become code', async () => {
  // Later, because what the test itself runs is let through.
  const outcome = await inPage(`
    return new Promise((settle) => setTimeout(() => {
      try { settle(new Function('return "ran"')()) } catch (error) { settle(error.name) }
    }, 0))`)
  expect(outcome).toBe('EvalError')
})

test('it can not load anything from elsewhere', async () => {
  expect(await inPage("return fetch('https://example.com/').then(String, (error) => error.name)")).toBe('TypeError')
})

test('files outside the built page are not served', async () => {
  const paths = ['/../package.json', '/%2e%2e/main/shell.cjs', '/..%2fmain%2fshell.cjs', '/..%5cmain']
  const ask = `Promise.all(${JSON.stringify(paths)}.map(async (path) => (await fetch(path)).status))`
  expect(await inPage(`return ${ask}`)).toEqual(paths.map(() => 404))
})

test('permissions are denied', async () => {
  const outcome = await inPage<Record<'place' | 'notices' | 'camera', string>>(`return {
    place: (await navigator.permissions.query({ name: 'geolocation' })).state,
    notices: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(String, (error) => error.name)
  }`)
  expect(outcome).toMatchObject({ place: 'denied', notices: 'denied' })
  expect(['NotAllowedError', 'NotFoundError']).toContain(outcome.camera)
})

test('it can not open a window or go to another address', async () => {
  const before = host.page.url()
  expect(await inPage("return window.open('https://example.com/') === null")).toBe(true)
  await inPage("location.href = 'https://example.com/'")
  await host.page.waitForTimeout(500)
  // Playwright goes on waiting for the page that never came, so the page is asked itself.
  expect(await inPage('return location.href')).toBe(before)
  expect(await inPage("return document.querySelector('h1').textContent")).toContain('Projects')
})
