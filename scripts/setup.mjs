/** `npm run setup`: makes the checkout ready. `-- --again PART` makes one part anew; `-- --tests` adds what tests need. */
import { setUp } from './setup/setup.mjs'

const args = process.argv.slice(2)
const again = args.flatMap((arg, i) => (arg === '--again' ? [args[i + 1]] : []))
try {
  const manifest = await setUp({ tests: args.includes('--tests'), again })
  console.log(
    Object.values(manifest)
      .map((part) => `${part.part.padEnd(18)} ${part.state.padEnd(9)} ${part.version}`)
      .join('\n')
  )
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
