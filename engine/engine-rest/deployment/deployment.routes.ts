import { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { Finding } from '../../bpmn/finding.ts'
import type { Actor } from '../../identity/actor.ts'
import type { RestServices } from '../deps.ts'
import { badRequest, forbidden, invalidRequest } from '../errors.ts'
import { selfLink } from '../links.ts'
import { defineRest, listRoutes, operating, type RestRequest, type RestRoute } from '../rest-route.ts'
import { tenantsOf } from '../scope.ts'
import { deploymentFilters, deploymentSorting } from './deployment.filters.ts'
import { parseException } from './parse-report.ts'
import { receiveDeployment, type Received } from './receive-deployment.ts'

/** /deployment */
export function deploymentRoutes({ deployments }: RestServices): RestRoute[] {
  return [
    ...listRoutes({
      path: '/deployment',
      of: 'deployments',
      filters: deploymentFilters,
      sortable: Object.keys(deploymentSorting),
      post: false,
      list: deployments.list,
      count: deployments.count,
    }),
    defineRest({
      method: 'POST',
      path: '/deployment/create',
      right: operating,
      summary: 'Deploy files together',
      raw: true,
      async handle({ ctx, actor, language }) {
        const received = await receiveDeployment(ctx)
        const deployed = await deployments.create(requestFrom(received, actor), actor).catch((error: unknown) => {
          throw isRefused(error) ? parseException(error.data.resources, textsOf(received), language) : error
        })
        return { body: { links: selfLink(ctx, `/deployment/${deployed.id}`), ...deployed } }
      },
    }),
    defineRest({
      method: 'GET',
      path: '/deployment/registered',
      summary: 'Deployments that jobs are run for: all',
      handle: async ({ actor }) => ({ body: await deployments.ids(actor) }),
    }),
    defineRest({
      method: 'GET',
      path: '/deployment/:id',
      summary: 'One deployment',
      handle: async ({ param, actor }) => ({ body: await deployments.get(param('id'), actor) }),
    }),
    defineRest({
      method: 'DELETE',
      path: '/deployment/:id',
      right: operating,
      summary: 'Delete a deployment, with `cascade` also its instances and their history',
      query: { cascade: 'flag', skipCustomListeners: 'flag', skipIoMappings: 'flag' },
      async handle({ param, query, actor }) {
        await deployments.remove(param('id'), { cascade: query['cascade'] === 'true' }, actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'GET',
      path: '/deployment/:id/resources',
      summary: 'Files of a deployment',
      handle: async ({ param, actor }) => ({ body: await deployments.resources(param('id'), actor) }),
    }),
    defineRest({
      method: 'GET',
      path: '/deployment/:id/resources/:resourceId',
      summary: 'One file of a deployment, without its content',
      handle: async ({ param, actor }) => ({ body: await deployments.resource(param('id'), param('resourceId'), actor) }),
    }),
    defineRest({
      method: 'GET',
      path: '/deployment/:id/resources/:resourceId/data',
      summary: 'Content of a file of a deployment',
      handle: async ({ param, actor }) => fileReply(await deployments.content(param('id'), param('resourceId'), actor)),
    }),
    defineRest({
      method: 'POST',
      path: '/deployment/:id/redeploy',
      right: operating,
      summary: 'Deploy files of a deployment again',
      body: redeployBody,
      handle: redeploy(deployments),
    }),
  ]
}

const redeployBody = z.looseObject({
  resourceIds: z.array(z.string()).nullish(),
  resourceNames: z.array(z.string()).nullish(),
  source: z.string().max(255).nullish(),
})

function redeploy(deployments: RestServices['deployments']) {
  return async ({ param, actor, body, ctx }: RestRequest<z.output<typeof redeployBody>>) => {
    const given = { resourceIds: body.resourceIds ?? [], resourceNames: body.resourceNames ?? [], source: body.source ?? undefined }
    const deployed = await deployments.redeploy(param('id'), given, actor)
    return { body: { links: selfLink(ctx, `/deployment/${deployed.id}`), ...deployed } }
  }
}

function requestFrom({ fields, resources }: Received, actor: Actor) {
  if (resources.length === 0) throw invalidRequest('No deployment resources contained in the form upload.')
  if (fields['deployment-activation-time'] !== undefined)
    throw badRequest('RestException', 'deployment-activation-time is not supported: a definition is active when it is deployed')
  const { 'tenant-id': tenant = '', 'deployment-name': name = '', 'deployment-source': source = null } = fields
  if (!tenantsOf(actor).includes(tenant)) throw forbidden(`The user with id '${actor.username}' may not deploy for the tenant '${tenant}'.`)
  if (name.length > 200 || (source ?? '').length > 255) throw invalidRequest('deployment-name may have 200 characters and deployment-source 255')
  return { name, source, tenant, by: actor.userId, resources, filter: filterFrom(fields) }
}

function filterFrom(fields: Record<string, string>): 'none' | 'all' | 'changed' {
  if (fields['deploy-changed-only'] === 'true') return 'changed'
  return fields['enable-duplicate-filtering'] === 'true' ? 'all' : 'none'
}

function isRefused(error: unknown): error is AppError & { data: { resources: Record<string, Finding[]> } } {
  return error instanceof AppError && error.code === 'deployment.refused'
}

function textsOf({ resources }: Received): Record<string, string> {
  return Object.fromEntries(resources.map(({ name, content }) => [name, content.toString('utf8')]))
}

/** Content of what people have uploaded is never shown by a browser as a page of ours. */
function fileReply({ name, content }: { name: string; content: Buffer }) {
  const fileName = name.split('/').at(-1) ?? name
  return {
    body: content,
    headers: {
      'Content-Type': /\.(bpmn|dmn|xml)$/i.test(name) ? 'application/xml' : /\.(form|json)$/i.test(name) ? 'application/json' : 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    },
  }
}
