import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' }
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' }
import cz from '../moddle/cz.json' with { type: 'json' }

/** Where the model of the parser differs from the schema of the standard: these are elements there, and these may be many. */
const corrections: Record<string, object> = {
  'GlobalScriptTask#script': { isAttr: false },
  'ParticipantAssociation#innerParticipantRef': { isAttr: false },
  'ParticipantAssociation#outerParticipantRef': { isAttr: false },
  'Collaboration#conversationAssociations': { isMany: true },
}

const types = bpmn.types.map((type) => ({
  ...type,
  properties: 'properties' in type ? type.properties?.map((property) => ({ ...property, ...corrections[`${type.name}#${property.name}`] })) : undefined,
}))

type Extending = { name: string; extends?: string[] }

/** Global tasks are told what they do as tasks inside a process are (BPMN 2.0, 10.3.7). */
const globals: Record<string, string> = {
  'bpmn:UserTask': 'bpmn:GlobalUserTask',
  'bpmn:ScriptTask': 'bpmn:GlobalScriptTask',
  'bpmn:BusinessRuleTask': 'bpmn:GlobalBusinessRuleTask',
}

function withGlobalTasks<Package extends { types: readonly object[] }>(vocabulary: Package) {
  const extended = vocabulary.types.map((type) => {
    const { extends: names } = type as Extending
    return names ? { ...type, extends: [...names, ...names.flatMap((name) => globals[name] ?? [])] } : type
  })
  return { ...vocabulary, types: extended }
}

/** The vocabularies of a file: BPMN 2.0 and the two extension namespaces that mean something here. */
export const packages = { bpmn: { ...bpmn, types }, camunda: withGlobalTasks(camunda), cz: withGlobalTasks(cz) }
