/** Catches a defect in a screen so that the window around it goes on. Shows what is safe and how to come back. */
import { Component, type ReactNode } from 'react'
import { LoupeError } from '../../../contract/wire/errors'
import { Button } from '../../widgets/button'
import { Failed } from '../../widgets/empty'
import { host } from '../host'
import { navigate } from '../session'
import styles from './error-boundary.module.css'

interface Props {
  /** Another key tries again. */
  resetKey: string
  children: ReactNode
}

interface State {
  error: Error | null
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: Error): State {
    return { error }
  }

  override componentDidUpdate(previous: Props): void {
    if (previous.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: null })
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    const shown = new LoupeError('internal', 'This screen stopped on a defect of Loupe', {
      hint: 'What was saved is safe. Try again, or go on with another screen.',
      place: error.message
    })
    const actions = (
      <>
        <Button onClick={() => this.setState({ error: null })}>Try again</Button>
        <Button variant="quiet" onClick={() => navigate('projects')}>
          Go to projects
        </Button>
        <Button variant="quiet" onClick={() => void host().copyText(error.stack ?? error.message)}>
          Copy details
        </Button>
      </>
    )
    return (
      <main className={styles.failed} data-region="main" tabIndex={-1}>
        <Failed error={shown} actions={actions} />
      </main>
    )
  }
}
