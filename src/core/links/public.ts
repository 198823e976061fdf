/** What parts above and features ask of links. */
export { tie, type Act as LinkAct, type Tie } from './actions/links.ts'
export { linkTypesOf } from './types.ts'
