/**
 * Stands in for the default application that the fallback Electron lacks: starts the app whose folder is named on its command line.
 * Set-up copies it to resources/app of that Electron.
 */
const { app } = require('electron')
const { join, resolve } = require('node:path')

const folder = resolve(process.argv.slice(1).find((word) => !word.startsWith('-')) ?? '.')
const facts = require(join(folder, 'package.json'))
app.setName(facts.productName ?? facts.name)
app.setVersion(facts.version)
app.setAppPath(folder)
require(join(folder, facts.main))
