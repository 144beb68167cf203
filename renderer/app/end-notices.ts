/**
 * The end of long work as a message of the system, in browser mode: the page tells it where the browser may, since no shell does.
 * A click on it brings the page to the front.
 */
import { newsOfEnd } from '../../contract/records/end-of-work'
import type { Job } from '../../contract/records/job'
import { useEvent } from './engine/queries'
import { isElectron } from './host'

const canTell = (): boolean => !isElectron() && 'Notification' in window

/** Lets the browser ask, once, whether Loupe may tell; nothing where the person has answered, or where the shell tells. */
export function askToTellEnds(): void {
  if (canTell() && Notification.permission === 'default') void Notification.requestPermission()
}

/** Mounted once, by the shell of the page. */
export function useEndNotices(): void {
  useEvent('job.changed', (job) => {
    if (job.finishedAt !== undefined && canTell() && Notification.permission === 'granted') tellEnd(job)
  })
}

function tellEnd(job: Job): void {
  const news = newsOfEnd(job, document.hasFocus())
  if (!news) return
  // Several pages at one engine tell it once: a message with the same tag takes the place of the one before.
  const notification = new Notification(news.title, { body: news.body, tag: job.id })
  notification.onclick = () => window.focus()
}
