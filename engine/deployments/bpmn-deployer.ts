import type { Definitions } from '../definitions/definitions.ts'
import { appError } from '../errors.ts'
import type { Deployer } from './deployer.ts'

/** BPMN files: each executable process becomes the newest version of its key. */
export function bpmnDeployer(definitions: Pick<Definitions, 'check' | 'insertVersions'>): Deployer {
  return {
    handles: (name) => /\.(bpmn|bpmn20\.xml)$/i.test(name),
    async check({ name, content }, { tenant, by, resources, mayReplace }) {
      const beside = resources.filter((other) => other.name !== name)
      const file = await definitions.check({ name, xml: content.toString('utf8'), tenant, by, beside })
      for (const { key } of file.graphs) if (mayReplace && !(await mayReplace(key))) throw appError('access.denied', { process: key })
      return async (trx, deploymentId) => void (await definitions.insertVersions(trx, file, deploymentId))
    },
  }
}
