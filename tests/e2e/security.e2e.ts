/** What a page of the window can not do: reach Node, run foreign code, go elsewhere, ask for permissions. */
import { expect, test } from 'playwright/test'
import { openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { ProjectsPage } from './pages/projects-page'

const services = [
  'copyText',
  'kind',
  'onCommand',
  'pathsOfDrop',
  'pick',
  'pickSave',
  'platform',
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

test('the page has nothing of Node or Electron', async () => {
  const found = await host.page.evaluate(() =>
    ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'].filter((name) => name in window)
  )
  expect(found).toEqual([])
})

test('only the host services of the contract are exposed', async () => {
  expect(await host.page.evaluate(() => Object.keys(window.loupe ?? {}).sort())).toEqual(services)
})

test('the pages come with the content policy', async () => {
  const policy = await host.page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe-eval')
})

test('inline code does not run', async () => {
  const ran = await host.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'document.documentElement.dataset.inline = "ran"'
    document.head.append(script)
    await new Promise((resolve) => setTimeout(resolve, 50))
    return document.documentElement.dataset.inline
  })
  expect(ran).toBeUndefined()
})

test('text does not become code', async () => {
  const outcome = await host.page.evaluate(
    () =>
      new Promise((settle) => {
        setTimeout(() => {
          try {
            settle(new Function('return "ran"')())
          } catch (error) {
            settle((error as Error).name)
          }
        }, 0)
      })
  )
  expect(outcome).toBe('EvalError')
})

test('it can not go to another address or open a window', async () => {
  const before = host.page.url()
  const opened = await host.page.evaluate(() => {
    const other = window.open('https://example.com/')
    location.href = 'https://example.com/'
    return other === null
  })
  expect(opened).toBe(true)
  await host.page.waitForTimeout(500)
  expect(host.page.url()).toBe(before)
  await expect(new ProjectsPage(host.page).heading).toBeVisible()
})

test('it can not load anything from elsewhere', async () => {
  const outcome = await host.page.evaluate(() => fetch('https://example.com/').then(String, (error: Error) => error.name))
  expect(outcome).toBe('TypeError')
})

test('files outside the built page are not served', async () => {
  const statuses = await host.page.evaluate(() =>
    Promise.all(['/../package.json', '/%2e%2e/main/shell.cjs', '/..%5cmain'].map(async (path) => (await fetch(path)).status))
  )
  for (const status of statuses) expect(status).toBe(404)
})

test('permissions are denied', async () => {
  const outcome = await host.page.evaluate(async () => ({
    place: (await navigator.permissions.query({ name: 'geolocation' })).state,
    notices: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(String, (error: Error) => error.name)
  }))
  expect(outcome.place).toBe('denied')
  expect(outcome.notices).toBe('denied')
  expect(['NotAllowedError', 'NotFoundError']).toContain(outcome.camera)
})
