import type { AssignmentBody, FactBody, RecordBody } from "../api/rows";

/** What the server answers to the desk, as in docs/protocol.md §5. Dates are `YYYY-MM-DD`, moments ISO 8601. */

export type Light = "red" | "yellow" | "green" | "grey";
export type Level = "self" | "semi" | "full";
export type Arrangement = "dispersed" | "centralised";

export interface Period {
  from: string;
  to: string;
}

export interface TownshipRow {
  township: string;
  name: string;
  people: number;
  expected: number;
  credited: number;
  misses: number;
  red: number;
  yellow: number;
  green: number;
  grey: number;
  without_carer: number;
  open_issues: number;
}

export interface Townships extends Period {
  today: string;
  rows: TownshipRow[];
}

export interface PolicyLine {
  id: string;
  title: string | null;
  status: "draft" | "in_force" | "repealed";
}

export interface PersonRow {
  id: string;
  name: string;
  sex: "male" | "female";
  age: number;
  village: string;
  village_name: string;
  group_name: string;
  ability: Level | null;
  arrangement: Arrangement | null;
  programmes: string[];
  suspension: string | null;
  carer: { id: string; name: string } | null;
  light: Light;
  due_by: string | null;
  expected: number;
  credited: number;
  misses: number;
  last_visit: string | null;
  last_attempt: string | null;
  duties: string[];
}

export interface People extends Period {
  today: string;
  township: string;
  name: string;
  policies: PolicyLine[];
  rows: PersonRow[];
}

export interface Duty {
  id: string;
  every: string;
  severity: "breach" | "reference" | "information";
  quote: string | null;
  source: string | null;
  title: string | null;
  status: PolicyLine["status"];
  sentence: { zh: string; en: string };
}

export interface DutyLine {
  duty: Duty;
  expected: number;
  credited: number;
  misses: string[];
  open: number;
  longest_gap: number | null;
  light: Light;
  due_by: string | null;
  credits: { service_date: string; records: string[] }[];
}

export interface RecordRow extends RecordBody {
  received_at: string;
  /** Received more than 72 hours after its end (semantics §4). */
  late: boolean;
  /** Ids of duties that credited it. */
  counts_for: string[];
  /** Duty → the code of the reason. */
  not_counted: { [duty: string]: string };
}

export interface PersonFile extends Period {
  today: string;
  person: PersonRow & {
    birth_date: string;
    address: string;
    phone: string | null;
    id_number: string | null;
    bank_account: string | null;
  };
  facts: FactBody[];
  assignments: AssignmentBody[];
  duties: DutyLine[];
  records: RecordRow[];
}

export interface Device {
  id: string;
  name: string;
  last_contact: string | null;
  watermark: string | null;
  app_version: string | null;
  revoked_at: string | null;
}

export interface Worker {
  id: string;
  name: string;
  role: string;
  place_name: string;
  phone: string | null;
  people: number;
  devices: Device[];
}

export interface ParkedItem {
  id: string;
  code: string;
  op: string | null;
  person: string | null;
  person_name: string | null;
  user_name: string;
  township: string;
  created_at: string;
  resolved_at: string | null;
}

export interface SignInLink {
  code: string;
  link: string;
  qr: string;
  expires_at: string;
}
