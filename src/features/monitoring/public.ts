/** What other features and the command line may ask monitoring. */
export { HostAgent } from './actions/host-agent.ts'
export { chooseSteps, COLLECT_SECONDS } from './domain/steps.ts'
export { readLines } from './queries/read-lines.ts'
export { standingsIn, type SignalStanding } from './queries/standings.ts'
