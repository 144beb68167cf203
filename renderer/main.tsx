/** Starts the renderer: theme first (nothing may flash), then keys and connection, then the window. */
import '@fontsource/inter/400.css'
import '@fontsource/inter/500.css'
import '@fontsource/inter/600.css'
import '@fontsource/jetbrains-mono/400.css'
import '@fontsource/jetbrains-mono/500.css'
import '@fontsource/jetbrains-mono/600.css'
import './styles/tokens.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { listenForKeys } from './app/commands/key-dispatch'
import { connect } from './app/engine/client'
import { beginWhereSaid } from './app/first-place'
import { rememberFocus } from './app/layout/regions'
import { followTheme } from './app/theme'

followTheme()
listenForKeys()
rememberFocus()
beginWhereSaid()
connect()

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>
)
