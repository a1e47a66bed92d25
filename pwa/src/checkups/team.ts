/** Who fills checkups in; the same as `shouwang.checkups.filling.HEALTH_ROLES`. */
/** Whose phone has everybody of her place: on her list of visits stand only those whom she visits. */
export function hasWholePlace(role: string | undefined): boolean {
  return isOfHealthTeam(role) || role === "assessor";
}

export function isOfHealthTeam(role: string | undefined): boolean {
  return role === "health_worker" || role === "family_doctor";
}
