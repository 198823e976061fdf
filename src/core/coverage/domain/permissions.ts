/** Permissions of the coverage map. What a cell or a row tells also needs the permission of the part that it comes from. */
export const READ_COVERAGE = 'coverage.map.read'
export const HAND_OVER = 'coverage.hand_overs.write'
