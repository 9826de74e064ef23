import { localType, type ModelElement } from '../model.ts'

/** Intermediate throw and end events send; start, intermediate catch and boundary events wait. */
export const isThrowing = (event: ModelElement) => ['intermediateThrowEvent', 'endEvent', 'implicitThrowEvent'].includes(localType(event))
