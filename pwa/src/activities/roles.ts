/** Who takes part in activities; the same as `shouwang.activities.words`. */
export function isHelper(role: string | undefined): boolean {
  return /^(volunteer(_leader)?|watch_group|(village_)?cadre|social_worker)$/.test(role ?? "");
}

export function isLeader(role: string | undefined): boolean {
  return role === "volunteer_leader";
}
