/** scenarios/fifty-labels.ts in Chromium on `loupe serve`. */
import { expect } from 'playwright/test'
import { openBrowser } from '../hosts/browser-host'
import { MonitorPage } from '../pages/monitor-page'
import { ProjectsPage } from '../pages/projects-page'
import { fiftyLabels } from '../scenarios/fifty-labels'

fiftyLabels(async (userData, project) => {
  const host = await openBrowser({ userData, args: [project] })
  const projects = new ProjectsPage(host.page)
  await expect(projects.heading).toBeVisible()
  await projects.open('Sample')
  await expect(new MonitorPage(host.page).tracks).toBeVisible()
  return host
})
