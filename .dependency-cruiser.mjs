/**
 * Who may import whom: the table of docs/architecture.md as rules.
 * A rule names the folder that imports and everything it must not reach; what no rule forbids is allowed.
 */
const stations = ['datasets', 'dictionaries', 'training', 'analysis', 'store', 'interchange', 'drafting']
const pure = '^(contract|main/maths|main/codecs)/'
const tensorLibrary = 'node_modules/@tensorflow/'

/** A folder under main/ that may reach only itself, the pure folders, and what `allowed` adds (regular expressions). */
function station(name, allowed = []) {
  return {
    name: `${name}-reaches-only-what-it-may`,
    severity: 'error',
    from: { path: `^main/${name}/` },
    to: { path: '^(main|preload|renderer|tests|scripts|bench)/', pathNot: [pure, `^main/${name}/`, ...allowed] }
  }
}

/** Packages that only the named folders may use. */
function onlyIn(name, packagePath, folders) {
  return { name, severity: 'error', from: { pathNot: [...folders, '^(tests|bench|scripts)/'] }, to: { path: packagePath } }
}

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    {
      name: 'contract-reaches-only-zod',
      severity: 'error',
      from: { path: '^contract/' },
      to: { pathNot: ['^contract/', 'node_modules/zod/'] }
    },
    {
      name: 'maths-reaches-nothing',
      severity: 'error',
      from: { path: '^main/maths/' },
      to: { pathNot: ['^main/maths/', '^contract/records/arrays'] }
    },
    {
      name: 'codecs-reach-only-pure',
      severity: 'error',
      from: { path: '^main/codecs/' },
      to: { pathNot: ['^main/codecs/', '^main/maths/', '^contract/', 'node_modules/(csv-parse)/'] }
    },
    station('datasets'),
    station('dictionaries'),
    station('training', ['^main/dictionaries/']),
    station('analysis', ['^main/dictionaries/']),
    station('store'),
    station('drafting'),
    // Dictionaries come in the same files of arrays as activations: both are read by one code.
    station('interchange', ['^main/dictionaries/weights/', '^main/dictionaries/dictionary', '^main/datasets/named-arrays']),
    {
      name: 'engine-does-not-know-windows',
      severity: 'error',
      from: { path: '^main/engine/' },
      to: { path: '^(main/(shell|cli)|preload|renderer)/' }
    },
    {
      name: 'cli-knows-contract-and-engine',
      severity: 'error',
      from: { path: '^main/cli/' },
      to: { path: `^(main/(shell|${stations.join('|')})|preload|renderer)/` }
    },
    {
      name: 'shell-knows-contract-and-electron',
      severity: 'error',
      from: { path: '^main/shell/' },
      to: { path: '^(main/|preload|renderer)', pathNot: ['^main/shell/'] }
    },
    {
      name: 'preload-knows-the-contract',
      severity: 'error',
      from: { path: '^preload/' },
      to: { pathNot: ['^preload/', '^contract/', 'node_modules/electron/', '^electron$'] }
    },
    {
      name: 'renderer-knows-no-node-side',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(main|preload)/', pathNot: ['^main/maths/'] }
    },
    { name: 'renderer-has-no-node', severity: 'error', from: { path: '^renderer/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'widgets-know-no-screen',
      severity: 'error',
      from: { path: '^renderer/widgets/' },
      to: { path: '^renderer/(app|screens)/' }
    },
    {
      name: 'screens-know-no-other-screen',
      severity: 'error',
      from: { path: '^renderer/screens/([^/]+)/' },
      to: { path: '^renderer/screens/([^/]+)/', pathNot: '^renderer/screens/$1/' }
    },
    // What leaves the machine goes through one station, which only runs in the job process `draft`; serve/ listens on loopback,
    // joining/ on a socket in the user's own folder.
    {
      name: 'network-only-in-drafting',
      severity: 'error',
      from: { path: '^(main|preload|contract)/', pathNot: ['^main/drafting/', '^main/engine/serve/', '^main/engine/joining/'] },
      to: { path: '^(node:)?(https?|http2|net|tls|dgram|dns)(/|$)' }
    },
    onlyIn('tensor-library-only-in-backend', tensorLibrary, ['^main/dictionaries/backend/']),
    onlyIn('sqlite-only-in-store', 'node_modules/better-sqlite3/', ['^main/store/']),
    onlyIn('electron-only-in-shell-and-preload', '^(node_modules/electron/|electron$)', [
      '^main/shell/',
      '^preload/',
      '^main/engine/launchers/'
    ])
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '^(out|node_modules/.cache)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types']
    }
  }
}
