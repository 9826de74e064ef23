import * as identity from './20261123T1000-identity.ts'
import * as execution from './20261123T1010-execution.ts'
import * as flush from './20261123T1020-flush.ts'
import * as loginLogIndex from './20261123T1030-login-log-index.ts'
import * as bpmn from './20261123T2000-bpmn.ts'
import * as flushBpmn from './20261123T2005-flush-bpmn.ts'
import * as apiToken from './20261123T2010-api-token.ts'
import * as deploymentSource from './20261123T2015-deployment-source.ts'
import * as taskDetails from './20261123T2020-task-details.ts'

/** The engine's migrations in order. Modules bring their own lists, kept in a table of their own. */
export const engineMigrations = [identity, execution, flush, loginLogIndex, bpmn, flushBpmn, apiToken, deploymentSource, taskDetails]
