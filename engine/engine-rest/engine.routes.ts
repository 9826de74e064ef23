import { defineRest, type RestRoute } from './rest-route.ts'

/** The release whose REST API this surface is compatible with; clients ask for it to choose what they may use. */
const camundaVersion = '7.24.0'

/** /engine, /version: what a client asks first. */
export function engineRoutes(): RestRoute[] {
  return [
    defineRest({ method: 'GET', path: '/engine', summary: 'Names of the engines', handle: async () => ({ body: [{ name: 'default' }] }) }),
    defineRest({ method: 'GET', path: '/version', summary: 'Version of the REST API', handle: async () => ({ body: { version: camundaVersion } }) }),
  ]
}
