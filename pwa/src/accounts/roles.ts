/** Those who work at the desk of a township or the county. */
const STAFF = ["clerk", "officer", "auditor", "administrator"];

export function isStaff(role: string): boolean {
  return STAFF.includes(role);
}
