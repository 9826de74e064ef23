import type { Engine, FormsPort } from '../engine/module.ts'
import { createDefinitions, refuseUnlessPublishable } from './definitions/definitions.ts'
import { readFormFolder } from './definitions/folder.ts'
import { submissionRow } from './submissions/submission-row.ts'
import { fieldAccess } from './validation/access.ts'
import { compileForm } from './validation/compile.ts'
import { processForm } from './validation/process-form.ts'

/** What the engine sees of the forms runtime. Needs db, clock, newId and, when a submission holds files, engine.files. */
export function createFormsPort(engine: Engine): FormsPort {
  const definitions = createDefinitions(engine)
  return {
    resolve: definitions.resolve,
    byId: definitions.byId,
    submissionRow,
    fieldAccess: (form, access) => fieldAccess(compileForm(form.definition).fields, access),
    // Looked up per call: the engine's services are complete only after every module announced itself.
    process: (input) => processForm(input, { filesOf: (ids) => engine.files.filesOf(ids) }),
    async publish(folder) {
      const forms = await readFormFolder(folder)
      forms.forEach(refuseUnlessPublishable)
      const published: { key: string; version: number }[] = []
      for (const { key, definition } of forms) {
        const { version, isNew } = await definitions.publish({ key, district: '', definition, by: null })
        if (isNew) published.push({ key, version })
      }
      return published
    },
  }
}
