#!/usr/bin/env node
/** The command `pitcrew`: serve, migrate, seed, doctor, audit, … (`pitcrew --help`). The same program as `npm start`. */
import process from 'node:process'
import { giveUp, prepare } from './prepare.mjs'
import { runProgram } from './program.mjs'

await prepare().catch(giveUp)
// Short commands run other parts of the program than a server does.
runProgram({ keep: process.argv[2] === 'serve' })
