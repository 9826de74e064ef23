type Activity = { activityId: string; endTime: string | null; canceled: boolean; completeScope: boolean }
type Incident = { activityId: string; open: boolean; resolved: boolean; deleted: boolean }
type Including = { canceled: boolean; finished: boolean; completeScope: boolean }

/** One row for each activity, by id. What is not asked for is 0, as in Camunda. */
export function counted(activities: readonly Activity[], incidents: readonly Incident[], including: Including) {
  const ids = [...new Set([...activities, ...incidents].map(({ activityId }) => activityId))].sort()
  return ids.map((id) => {
    const own = activities.filter(({ activityId }) => activityId === id)
    const failed = incidents.filter(({ activityId }) => activityId === id)
    return {
      id,
      instances: own.filter(({ endTime }) => endTime === null).length,
      canceled: including.canceled ? own.filter(({ canceled }) => canceled).length : 0,
      finished: including.finished ? own.filter(({ endTime }) => endTime !== null).length : 0,
      completeScope: including.completeScope ? own.filter(({ completeScope }) => completeScope).length : 0,
      openIncidents: failed.filter(({ open }) => open).length,
      resolvedIncidents: failed.filter(({ resolved }) => resolved).length,
      deletedIncidents: failed.filter(({ deleted }) => deleted).length,
    }
  })
}
