/** Agreements (docs/protocol.md §§3-4). */
import type { LocalDate, Picture, Written } from "./rows";

export type AgreementKind = "entrusted_care" | "tripartite" | "four_party" | "medical" | "guardianship";
export type PartyRole =
  | "person"
  | "carer"
  | "guardian"
  | "entrusted"
  | "township"
  | "village"
  | "grid"
  | "institution"
  | "health_centre";
export type EndReason = "carer_changed" | "moved_in" | "moved_out" | "left" | "died" | "not_kept" | "other";

/** As the server tells it: of what kind and for how long, and nothing of who signed. */
export interface AgreementBody {
  id: string;
  person: string;
  kind: AgreementKind;
  services: string[];
  signed_on: LocalDate;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  renews: string | null;
  /** The last day on which one holds that ended early. */
  ended_on: LocalDate | null;
  end_reason: EndReason | null;
  voided: boolean;
}

export interface NewAgreement {
  id: string;
  person: string;
  kind: AgreementKind;
  parties: { role: PartyRole; name: string }[];
  services: string[];
  signed_on: LocalDate;
  valid_from: LocalDate;
  valid_to?: LocalDate;
  renews?: string;
  pictures: Picture[];
}

export interface AgreementEnd {
  agreement: string;
  ended_on: LocalDate;
  reason: EndReason;
}

export type AgreementEnvelope = Written<"agreement.create", NewAgreement> | Written<"agreement.end", AgreementEnd>;
