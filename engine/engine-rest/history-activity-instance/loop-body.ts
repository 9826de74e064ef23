/** Camunda's name of what holds the instances of a loop together. */
const suffix = '#multiInstanceBody'

export const nameOfBody = (nodeId: string) => nodeId + suffix

export function bodyOf(activityId: string): { nodeId: string; isLoop: boolean } {
  const isLoop = activityId.endsWith(suffix)
  return { nodeId: isLoop ? activityId.slice(0, -suffix.length) : activityId, isLoop }
}
