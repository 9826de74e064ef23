/** `npm run audit:verify`. Plain JavaScript, because Node 20 cannot run TypeScript: builds the server if it is stale, and runs main.ts of this folder. */
import { buildServer } from '../start/build-server.mjs'

const server = await buildServer()
await import(new URL('audit/main.js', server))
