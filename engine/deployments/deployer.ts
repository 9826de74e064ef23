import type { Db } from '../module.ts'

export type Resource = { name: string; content: Buffer }

export type DeployContext = {
  /** District code; empty for the base. */
  tenant: string
  by: string | null
  /** Everything that is deployed together: what a file refers to with binding `deployment` is looked for here. */
  resources: readonly Resource[]
  /** May this deployment make a new version of that process? Not given: of every one. */
  mayReplace?: ((key: string) => Promise<boolean>) | undefined
}

/** What a kind of file becomes when it is deployed. Files that no deployer knows are kept and become nothing. */
export type Deployer = {
  handles(name: string): boolean
  /**
   * Reads and checks a file and stores nothing. What it answers stores the definitions in it, in the transaction of the deployment.
   * @throws AppError deployment.refused { findings }, access.denied for a process that may not be replaced
   */
  check(resource: Resource, context: DeployContext): Promise<(trx: Db, deploymentId: string) => Promise<void>>
}
