import type { Plugin } from 'vite'

export function viewerPlugin(root: string): Plugin
