/** Sample calls of set-up for the conformance sweep. */
import type { Samples } from '#test/support/samples.ts'

/** The sweep's world is set up already. */
export const samples: Samples = {
  'setup.readState': () => ({}),
  'setup.setUp': () => ({
    refusedWith: 409,
    body: {
      token: '0'.repeat(48),
      owner: { name: 'Olivia Owens', email: 'olivia.owens@example.org', password: 'nine grey boats at anchor' },
      organisation: { name: 'Northwind Support', zone: 'Europe/Berlin' },
      addresses: 'Shop https://shop.example.com',
    },
  }),
}
