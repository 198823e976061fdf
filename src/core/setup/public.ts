/** What the composition asks set-up. */
export { offerSetup } from './actions/offer.ts'
