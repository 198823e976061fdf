/** Scraping's routes for its screens, and the environments of the catalog. */
import type { z } from 'zod'
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { scrapeTarget, scrapingContract } from '../contract/contract.ts'

export const useScraping = () => useClient<typeof scrapingContract>('scraping')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

export type Target = z.input<typeof scrapeTarget>

/** Parts whose answers a change of a target changes. */
export const TOUCHES = ['scraping', 'records']

/** Spelt out because the contract itself, with its schemas, stays out of the browser; the type holds both together. */
export const SCRAPED_TOPIC: (typeof import('../contract/contract.ts'))['SCRAPED_TOPIC'] = 'scraping.scraped'
