/** A shop as its build makes it: three sources in one minified script, with its source map. For tests. */
import { runInThisContext } from 'node:vm'
import { rolldown } from 'rolldown'

export const SOURCES = {
  'src/shop.ts': `import { pay } from './pay.ts'

// The button of the page.
export const start = (): void => pay({ currency: 'EUR' })
`,
  'src/pay.ts': `import { totalOf } from './cart.ts'

export function pay(cart: { currency: string; items?: number[] }): void {
  console.log(totalOf(cart))
}
`,
  'src/cart.ts': `interface Cart {
  readonly items?: readonly number[]
}

/** What a basket costs. */
export function totalOf(cart: Cart): number {
  if (cart === null) return 0
  return cart.items!.reduce((sum, price) => sum + price, 0)
}
`,
} as const

export interface BuiltShop {
  readonly code: string
  readonly map: string
  readonly debugId: string
}

/** `banner` stands before the code and moves it, as another release would. */
export async function buildShop(banner = ''): Promise<BuiltShop> {
  const bundle = await rolldown({
    input: '/shop/src/shop.ts',
    plugins: [
      {
        name: 'shop',
        resolveId: (id, importer) => (importer === undefined ? id : `/shop/src/${id.slice(2)}`),
        load: (id) => Object.entries(SOURCES).find(([name]) => id === `/shop/${name}`)?.[1] ?? null,
      },
    ],
  })
  const wanted = { format: 'iife', name: 'shop', minify: true, sourcemap: true, sourcemapDebugIds: true, postBanner: banner } as const
  const { output } = await bundle.generate(wanted)
  const { code, map } = output[0]
  return { code, map: JSON.stringify(map), debugId: /debugId=([\da-f-]{36})/.exec(code)?.[1] ?? '' }
}

/** The calls of what the shop throws when its button is pressed, as a client of Sentry reports them: the innermost last. */
export function framesOfShop({ code }: BuiltShop, address: string): readonly { filename: string; lineno: number; colno: number }[] {
  try {
    runInThisContext(`${code}\n;shop.start()`, { filename: address })
  } catch (error) {
    const calls = String((error as Error).stack).matchAll(/^ +at (?:(.+?) )?\(?(https?:.+?):(\d+):(\d+)\)?$/gm)
    return [...calls]
      .map(([, name, filename, line, column]) => ({
        function: name ?? '?',
        filename: filename ?? '',
        lineno: Number(line),
        colno: Number(column),
      }))
      .toReversed()
  }
  throw new TypeError('the shop works')
}
