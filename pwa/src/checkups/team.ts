/** Who fills checkups in; the same as `shouwang.checkups.filling.HEALTH_ROLES`. */
export function isOfHealthTeam(role: string | undefined): boolean {
  return role === "health_worker" || role === "family_doctor";
}
