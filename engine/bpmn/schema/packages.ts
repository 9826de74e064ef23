import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' }
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' }
import cz from '../moddle/cz.json' with { type: 'json' }

/** Where the model of the parser differs from the schema of the standard: the script of a global script task is an element, and these may be many. */
const corrections: Record<string, object> = {
  'GlobalScriptTask#script': { isAttr: false },
  'Collaboration#conversationAssociations': { isMany: true },
}

const types = bpmn.types.map((type) => ({
  ...type,
  properties: 'properties' in type ? type.properties?.map((property) => ({ ...property, ...corrections[`${type.name}#${property.name}`] })) : undefined,
}))

/** The vocabularies of a file: BPMN 2.0 and the two extension namespaces that mean something here. */
export const packages = { bpmn: { ...bpmn, types }, camunda, cz }
