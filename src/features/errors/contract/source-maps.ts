/** Source maps by release: by them errors of minified scripts show where they stand in the source. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { MAP_BYTES_MAX, NAME_LENGTH_MAX } from '../domain/limits.ts'
import { READ_ERRORS, WRITE_SOURCE_MAPS } from '../domain/permissions.ts'
import { MAP_NAME } from '../domain/source-map.ts'

const ENVIRONMENT_MAPS = '/api/pitcrew/v1/environments/:id/source-maps'
/** A build of many small scripts hands them over one after the other. */
const UPLOADS_PER_MINUTE = 3_000
const write = { permission: WRITE_SOURCE_MAPS }
const params = z.object({ id: idOf('environment') })
const release = z
  .string()
  .trim()
  .min(1)
  .max(NAME_LENGTH_MAX)
  .meta({ description: 'As the client that reports errors is told it', examples: ['shop@1.4.2'] })

export const sourceMapRoutes = {
  uploadSourceMap: route({
    id: 'errors.uploadSourceMap',
    method: 'PUT',
    path: ENVIRONMENT_MAPS,
    summary: 'Upload the source map of one script of a release; it takes the place of the one before.',
    access: write,
    params,
    query: z.object({
      release,
      script: z
        .string()
        .max(NAME_LENGTH_MAX)
        .regex(MAP_NAME, 'must be a path below the folder of the build, such as assets/app.min.js')
        .meta({ description: 'Path of the script below the folder of the build', examples: ['assets/app.min.js'] }),
      debugId: z.uuid().toLowerCase().optional().meta({ description: 'As the script says it; unless said, what the map says' }),
    }),
    upload: { bytesMax: MAP_BYTES_MAX },
    perMinute: UPLOADS_PER_MINUTE,
  }),
  listSourceMaps: route({
    id: 'errors.listSourceMaps',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/source-maps',
    summary: 'List the releases of an application that have source maps, the latest first.',
    access: { permission: READ_ERRORS },
    params: z.object({ id: idOf('application') }),
    response: z.object({
      items: z.array(
        z.object({
          release: z.string(),
          environmentId: idOf('environment'),
          environment: z.string(),
          files: z.number().int(),
          bytes: z.number().meta({ description: 'Packed, as they are kept' }),
          uploadedAt: instantField,
          neededAt: instantField.meta({ description: 'When an error was last read by one of them, by the day' }),
        }),
      ),
    }),
  }),
  removeSourceMaps: route({
    id: 'errors.removeSourceMaps',
    method: 'DELETE',
    path: ENVIRONMENT_MAPS,
    summary: 'Remove the source maps of a release.',
    access: write,
    params,
    query: z.object({ release }),
  }),
} satisfies Contract
