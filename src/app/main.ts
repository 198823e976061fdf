/**
 * The command `pitcrew`. Each command is loaded when it is asked for, so that `serve` starts without reading the others.
 *
 * Faults that a person can mend are one sentence on stderr and exit code 1; anything else is our defect and shows its stack.
 */
import process from 'node:process'
import { Command, Option } from 'commander'
import { Fault } from '#kit/fault.ts'
import { ROLES } from '#platform/config/config.ts'
import { StartFault } from '#platform/start-fault.ts'
import type { AgentCommand } from './commands/agent.ts'
import type { PlanOptions } from './commands/plan.ts'
import type { UploadOptions } from './commands/sourcemaps.ts'
import { version } from './version.ts'

const program = new Command('pitcrew').description('Support after launch, in one self-hosted program.').version(version)

program
  .command('serve')
  .description('start the server')
  .addOption(new Option('--roles <roles>', `what this process does, of ${ROLES.join(', ')}; all unless said`))
  .action(async (options: { roles?: string }) => (await import('./commands/serve.ts')).serve(options))

program
  .command('migrate')
  .description('bring the tables of both stores up to date')
  .action(async () => (await import('./commands/migrate.ts')).migrate())

program
  .command('seed')
  .description('fill an installation with sample data, marked as such')
  .argument('<size>', 'small, busy or year')
  .action(async (size: string) => (await import('./commands/seed.ts')).seed(size))

program
  .command('doctor')
  .description('say what is wrong with this installation and how to mend it')
  .action(async () => (await import('./commands/doctor.ts')).doctor())

program
  .command('agent')
  .description('measure this machine for an installation elsewhere; needs no stores')
  .requiredOption('--url <address>', 'of the installation, such as https://support.example.com')
  .option('--key <key>', 'a write-only key of the environment; better in a file, since others see command lines')
  .option('--key-file <file>', 'a file with the key')
  .option('--data <folder>', 'where figures wait while the installation is away', './pitcrew-agent')
  .action(async (options: AgentCommand) => (await import('./commands/agent.ts')).agent(options))

program
  .command('sourcemaps')
  .description('source maps, by which errors of minified scripts show the source')
  .command('upload')
  .description('hand the source maps of a build to an installation; needs no stores')
  .argument('<folder>', 'with the built scripts')
  .requiredOption('--url <address>', 'of the installation, such as https://support.example.com')
  .requiredOption('--release <name>', 'as the client that reports errors is told it, such as shop@1.4.2')
  .requiredOption('--environment <id>', 'in which the build runs, such as env_01jd4m…')
  .option('--key <key>', 'an API key that may upload source maps; better in a file, since others see command lines')
  .option('--key-file <file>', 'a file with the key')
  .action(async (folder: string, options: UploadOptions) => (await import('./commands/sourcemaps.ts')).uploadSourceMaps(folder, options))

const backup = program
  .command('backup')
  .description('copy both stores and the files into one encrypted file, also while the server runs')
  .option('--to <file>', 'where it goes; into the folder for backups unless said')
  .action(async (options: { to?: string }) => (await import('./commands/backup.ts')).backup(options))
backup
  .command('verify')
  .description('restore a backup into a scratch folder, walk its log, and remove the folder: the drill')
  .argument('<file>')
  .option('--recovery-key-file <file>', 'a file with the recovery key; - reads it from the standard input')
  .action(async (file: string, options: { recoveryKeyFile?: string }) => (await import('./commands/restore.ts')).verify(file, options))

program
  .command('restore')
  .description('make a data folder out of a backup')
  .argument('<file>')
  .requiredOption('--into <folder>', 'a folder that is new or empty')
  .option('--recovery-key-file <file>', 'a file with the recovery key; - reads it from the standard input')
  .action(async (file: string, options: { into: string; recoveryKeyFile?: string }) =>
    (await import('./commands/restore.ts')).restore(file, options),
  )

program
  .command('export')
  .description('write everything but secrets in open formats, also while the server runs')
  .argument('<target>', 'a new folder, or a file ending in .tar.gz')
  .action(async (target: string) => (await import('./commands/export.ts')).exportTo(target))

const keys = program.command('keys').description('the master key that protects stored secrets')
keys
  .command('rotate')
  .description('put everything that is sealed under a new master key, also while the server runs')
  .action(async () => (await import('./commands/keys.ts')).rotate())

const audit = program.command('audit').description('the sealed log of events')
audit
  .command('verify')
  .description('walk the whole chain; exit code 1 when it does not hold')
  .action(async () => (await import('./commands/audit.ts')).verify())
audit
  .command('checkpoints')
  .description('print the signed checkpoints as JSON lines, to keep them away from this machine')
  .action(async () => (await import('./commands/audit.ts')).checkpoints())

program
  .command('api-key')
  .description('make an API key that acts with part of a person’s rights')
  .argument('<email>', 'whose rights it carries')
  .requiredOption('--name <name>', 'what the key is for')
  .option('--scopes <permissions>', 'permissions separated by commas; all of the person unless said')
  .option('--days <days>', 'how long it works; for ever unless said')
  .action(async (email: string, options: { name: string; scopes?: string; days?: string }) =>
    (await import('./commands/api-key.ts')).apiKey(email, options),
  )

const user = program.command('user').description('people of this installation')
user
  .command('reset')
  .description('print a one-time link with which a person chooses a new password')
  .argument('<email>')
  .action(async (email: string) => (await import('./commands/user-reset.ts')).userReset(email))

const plan = program.command('plan').description('support plans as YAML files')
/** Every command about plans says in the same way whose plan it means. */
const ofPlan = (command: Command): Command =>
  command
    .option('--client <name>', 'the plan of this client, by its short name; the organisation’s unless said')
    .option('--application <name>', 'the plan of this application, by its short name')
ofPlan(plan.command('export').description('print a plan'))
  .option('--effective', 'everything that counts, also what is inherited')
  .option('--standard', 'the standard plan that all others inherit from')
  .action(async (options: PlanOptions) => (await import('./commands/plan.ts')).exportPlan(options))
ofPlan(
  plan.command('validate').description('say everything that is wrong with a file; exit code 1 when something is').argument('<file>'),
).action(async (file: string, options: PlanOptions) => (await import('./commands/plan.ts')).validatePlan(file, options))
ofPlan(plan.command('diff').description('say what importing a file would change').argument('<file>')).action(
  async (file: string, options: PlanOptions) => (await import('./commands/plan.ts')).diffPlan(file, options),
)
ofPlan(plan.command('import').description('make a file the plan; what it leaves out is inherited').argument('<file>'))
  .option('--note <text>', 'why, kept with the version')
  .action(async (file: string, options: PlanOptions) => (await import('./commands/plan.ts')).importPlan(file, options))

program
  .command('apply')
  .description('make the installation what the configuration files of a folder say, after showing the difference')
  .argument('<folder>')
  .option('--dry-run', 'only show the difference')
  .option('--yes', 'do not ask')
  .action(async (folder: string, options: { dryRun?: boolean; yes?: boolean }) =>
    (await import('./commands/apply.ts')).apply(folder, options),
  )

program
  .command('export-config')
  .description('write support plans, checks, rules, duty schedules, escalation and dashboards as the files that apply reads')
  .argument('<folder>', 'new or empty')
  .action(async (folder: string) => (await import('./commands/export-config.ts')).exportConfig(folder))

program
  .command('console')
  .description('a prompt with the platform, the parts and SQL at hand; reads only')
  .option('--write', 'also let statements and actions change things')
  .action(async (options: { write?: boolean }) => (await import('./commands/console.ts')).console(options))

program.parseAsync(process.argv).catch((error: unknown) => {
  process.stderr.write(`${inWords(error)}\n`)
  process.exitCode = 1
})

function inWords(error: unknown): string {
  if (error instanceof StartFault) return error.message
  if (error instanceof Fault) return [error.publicMessage, ...error.fields.map((fault) => `  ${fault.field}: ${fault.message}`)].join('\n')
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
