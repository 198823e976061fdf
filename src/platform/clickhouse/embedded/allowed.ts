/** What may run on the embedded store. Names are compared in lower case. */

const FILES_OF_THIS_MACHINE = words('file fileCluster filesystem input sqlite arrowstream catboostEvaluate')

const OTHER_MACHINES = words(`
  url urlCluster remote remoteSecure cluster clusterAllReplicas hdfs hdfsCluster
  postgresql mysql mongodb redis jdbc odbc ytsaurus arrowFlight
  s3 s3Cluster gcs oss cosn azureBlobStorage azureBlobStorageCluster hudi hudiCluster
  deltaLake deltaLakeCluster deltaLakeAzure deltaLakeAzureCluster deltaLakeS3 deltaLakeS3Cluster deltaLakeLocal
  iceberg icebergCluster icebergAzure icebergAzureCluster icebergS3 icebergS3Cluster icebergHDFS icebergHDFSCluster
  icebergLocal icebergLocalCluster
  paimon paimonCluster paimonAzure paimonAzureCluster paimonHDFS paimonHDFSCluster paimonS3 paimonS3Cluster paimonLocal
`)

const PROGRAMS_AND_SQL_IN_TEXTS = words('executable python eval fuzzQuery fuzzJSON prometheusQuery prometheusQueryRange')

/**
 * Functions and table functions that may not be called. Every table function of the engine stands either here or in
 * ALLOWED_TABLE_FUNCTIONS; a test compares them with the engine's own list.
 */
export const REFUSED_FUNCTIONS: ReadonlySet<string> = new Set([...FILES_OF_THIS_MACHINE, ...OTHER_MACHINES, ...PROGRAMS_AND_SQL_IN_TEXTS])

/** Table functions that only compute, or read tables of the store. */
export const ALLOWED_TABLE_FUNCTIONS: ReadonlySet<string> = new Set(
  words(`
    numbers numbers_mt zeros zeros_mt primes generateSeries generate_series generateRandom values null
    SQLStandardValues format loop view viewIfPermitted viewExplain merge dictionary
    mergeTreeIndex mergeTreeProjection mergeTreeTextIndex mergeTreeAnalyzeIndexes mergeTreeAnalyzeIndexesUUID
    timeSeriesSelector timeSeriesMetrics timeSeriesTags timeSeriesSamples timeSeriesData
  `),
)

function words(text: string): string[] {
  return text.trim().toLowerCase().split(/\s+/)
}

/** Engines of tables whose data lies in the store itself, or on the nodes of its own cluster. */
export const ALLOWED_TABLE_ENGINES = /^(\w*MergeTree|Memory|Null|Distributed|Buffer|Join|Set|Merge|Log|TinyLog|StripeLog)$/
/** The others show files or other servers as tables. */
export const ALLOWED_DATABASE_ENGINES = /^Atomic$/

/** Second words that a verb needs; a verb with `undefined` needs none. SET and USE are missing: they would outlive the request. */
const STATEMENTS: Readonly<Record<string, readonly string[] | undefined>> = {
  select: undefined,
  with: undefined,
  insert: ['into'],
  delete: ['from'],
  update: undefined,
  describe: undefined,
  desc: undefined,
  exists: undefined,
  show: undefined,
  explain: undefined,
  check: ['table'],
  create: ['table', 'view', 'materialized', 'database', 'or'],
  alter: ['table'],
  drop: ['table', 'view', 'database'],
  truncate: undefined,
  rename: ['table'],
  exchange: ['tables'],
  optimize: ['table'],
  kill: ['query', 'mutation'],
  system: ['flush', 'stop merges', 'start merges', 'stop ttl', 'start ttl'],
  backup: ['table', 'database'],
  restore: ['table', 'database'],
}

/** `words` are the bare words after the verb, in lower case. */
export function isAllowedStatement(verb: string, words: readonly string[]): boolean {
  if (!Object.hasOwn(STATEMENTS, verb)) return false
  const seconds = STATEMENTS[verb]
  const beginning = ` ${words.slice(0, 2).join(' ')} `
  if (seconds !== undefined && !seconds.some((second) => beginning.startsWith(` ${second} `))) return false
  // `create or replace dictionary` would pass by its second word; waiting for a kill has hung the engine.
  if (verb === 'create' && words[0] === 'or') return words[1] === 'replace' && ['table', 'view'].includes(words[2] ?? '')
  return !(verb === 'kill' && words.includes('sync'))
}
