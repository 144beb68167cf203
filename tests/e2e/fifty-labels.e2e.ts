/** scenarios/fifty-labels.ts in the Electron window. */
import { expect } from 'playwright/test'
import { openElectron } from './hosts/electron-host'
import { openByKeys } from './hosts/opened-project'
import { ProjectsPage } from './pages/projects-page'
import { fiftyLabels } from './scenarios/fifty-labels'

fiftyLabels(async (userData, project) => {
  const host = await openElectron({ userData, width: 1280, height: 800 })
  await expect(new ProjectsPage(host.page).heading).toBeVisible()
  await openByKeys(host, project)
  return host
})
