#!/usr/bin/env node
/** The command `pitcrew`: serve, migrate, seed, doctor, audit, … (`pitcrew --help`). The same program as `npm start`. */
import { giveUp, prepare } from './prepare.mjs'

await prepare().catch(giveUp)
await import('../dist/server/main.js')
