/** The import table of the architecture: who may import whom. There is no list of exceptions. */
const outside = '^(forms|processes|plugins|runtime-ui|admin-ui)/'
const databaseAndWeb = 'node_modules/(knex|objection|pg|koa|@koa|@photostructure)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('engine-alone', 'The engine loads forms, processes and plugins through discover.ts only.', { path: '^engine/' }, { path: outside }),
    rule(
      'pure-core',
      'Compiling and executing knows itself and errors.ts: no database, no HTTP, no clock.',
      { path: '^engine/(bpmn|execution)/' },
      { path: '^engine/', pathNot: '^engine/((bpmn|execution)/|errors\\.ts$)' },
    ),
    rule('pure-core-packages', 'Compiling and executing does no I/O.', { path: '^engine/(bpmn|execution)/' }, { path: databaseAndWeb }),
    rule('store-own-model', "A store queries its own slice's model.", { path: '^(.+)/[^/]+\\.store\\.ts$' }, { path: '\\.model\\.ts$', pathNot: '^$1/' }),
    rule('store-no-http', 'A store knows nothing of HTTP.', { path: '\\.store\\.ts$' }, { path: '(^engine/http/|\\.routes\\.ts$)' }),
    rule(
      'routes-no-queries',
      'Routes call rules; they do not query.',
      { path: '\\.routes\\.ts$' },
      { path: '(\\.store\\.ts$|\\.model\\.ts$|node_modules/(knex|objection|pg)/)' },
    ),
    rule(
      'forms-through-the-door',
      'forms/ sees engine/module.ts and contracts.',
      { path: '^forms/' },
      { path: '^engine/', pathNot: '^engine/(module\\.ts|.*\\.api\\.ts)$' },
    ),
    rule('forms-alone', 'forms/ knows no domain, plugin or user interface.', { path: '^forms/' }, { path: '^(processes|plugins|runtime-ui|admin-ui)/' }),
    rule(
      'process-through-the-doors',
      'A domain sees engine/module.ts and forms/module.ts.',
      { path: '^processes/' },
      { path: '^(engine|forms)/', pathNot: '^(engine|forms)/module\\.ts$' },
    ),
    rule('process-alone', 'A domain knows no plugin and no user interface.', { path: '^processes/' }, { path: '^(plugins|runtime-ui|admin-ui)/' }),
    rule('process-own-domain', 'A domain knows no other domain.', { path: '^processes/([^/]+)/' }, { path: '^processes/', pathNot: '^processes/$1/' }),
    rule(
      'plugin-through-the-door',
      'A plugin sees engine/module.ts and itself.',
      { path: '^plugins/([^/]+)/' },
      { path: '^(engine|forms|processes|plugins|runtime-ui|admin-ui)/', pathNot: '^(engine/module\\.ts$|plugins/$1/)' },
    ),
    rule(
      'ui-contracts-only',
      'User interfaces see contracts, never server code.',
      { path: '^(runtime-ui|admin-ui)/' },
      { path: '^(engine|forms|processes|plugins)/', pathNot: '(\\.api\\.ts$|^engine/bpmn/moddle/|^forms/components/[^/]+/(component|builder)\\.ts$)' },
    ),
    rule('ui-shared-kit', 'What both user interfaces use is in runtime-ui/kit.', { path: '^admin-ui/' }, { path: '^runtime-ui/', pathNot: '^runtime-ui/kit/' }),
    rule('ui-no-admin', 'The runtime does not need the administration.', { path: '^runtime-ui/' }, { path: '^admin-ui/' }),
    rule(
      'migrations-alone',
      'A migration must still run when the product has changed.',
      { path: '/migrations/\\d[^/]*\\.ts$' },
      { path: '^(engine|forms|processes|plugins)/' },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.build/' },
    extraExtensionsToScan: ['.json'],
  },
}

function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to }
}
