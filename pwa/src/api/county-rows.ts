/** What the whole county shares: policies, extra duties and keys (docs/protocol.md §4). */
import type { Form } from "../forms/form";
import type { LocalDate, Moment } from "./rows";

export interface PolicyBody {
  id: string;
  pack: string;
  version: number;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  /** The pack as JSON. */
  body: unknown;
}

/** One visit to each of a population of a place within some days. */
export interface ExtraBody {
  id: string;
  place: string;
  title: string;
  reason: "heat" | "cold" | "festival" | "other";
  valid_from: LocalDate;
  valid_to: LocalDate;
  /** In the form of a pack. */
  population: unknown;
  raised_by_name: string;
  raised_at: Moment;
  ended_at: Moment | null;
}

/** A key to which phones seal: to the one with the highest number. */
export interface CountyKeyBody {
  id: string;
  number: number;
  /** A point of P-256, 65 bytes in base64. */
  public: string;
}

/** A version of a form that the county made its own. */
export interface FormBody {
  id: string;
  form: string;
  version: number;
  body: Form;
}
