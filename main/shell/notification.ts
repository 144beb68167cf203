/** Tells of the end of long work by the desktop; a click on it brings the window to the front. */
import { BrowserWindow, Notification } from 'electron'
import { newsOfEnd } from '../../contract/records/end-of-work'
import type { Job } from '../../contract/records/job'

/** Shown ones are kept: one that is collected takes its click with it. */
const shown = new Set<Notification>()

export function tellOfEnd(job: Job, onClick: () => void): void {
  const news = newsOfEnd(job, BrowserWindow.getFocusedWindow() !== null)
  if (!news || !Notification.isSupported()) return
  const notification = new Notification(news)
  shown.add(notification)
  notification.on('click', onClick)
  notification.on('close', () => shown.delete(notification))
  notification.show()
}
