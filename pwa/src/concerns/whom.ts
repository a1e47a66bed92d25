import type { AssignmentBody } from "../api/rows";
import type { PersonView } from "../local/view";

/** A worker of whom this phone knows. */
export interface Known {
  user: string;
  name: string;
}

/** Who else works for some people, each once; one's own name is not among them. */
export function othersWhoCare(people: readonly PersonView[], me: string): Known[] {
  const others = new Map<string, Known>();
  for (const { user, user_name } of people.flatMap(({ assignments }): AssignmentBody[] => assignments))
    if (user !== me) others.set(user, { user, name: user_name });
  return Array.from(others.values());
}
