/** That the one who uses the phone belongs to a team: in which role she writes about whoever lives where it watches. */
export interface MembershipBody {
  id: string;
  team: string;
  team_name: string;
  kind: string;
  role: string;
  is_leader: boolean;
  valid_from: string;
  valid_to: string | null;
}
