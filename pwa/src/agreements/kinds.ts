/** Kinds of agreements, services and demands; the same data as the server's (`shouwang.agreements.kinds`). */
import type { AgreementKind, PartyRole } from "../api/agreement-rows";
import shipped from "./kinds.json";

export interface Kind {
  id: AgreementKind;
  zh: string;
  en: string;
  lives: "dispersed" | "centralised" | "any";
  parties: PartyRole[][];
  months: number;
  services: string[];
  usual: string[];
  person: boolean;
  minors: boolean;
}

export interface Demand {
  pack: string;
  kind: AgreementKind;
  programmes: string[];
  arrangement: string | null;
  under: number | null;
}

export const KINDS = shipped.kinds as Kind[];
export const DEMANDS = shipped.demands as Demand[];
export const SERVICES: readonly { id: string; zh: string; en: string }[] = shipped.services;

/** Who may sign; the same as `shouwang.agreements.words.SIGNERS`. */
export const SIGNERS: readonly string[] = ["carer", "watch_group", "cadre", "village_cadre", "social_worker"];

export function kindOf(id: AgreementKind): Kind {
  return KINDS.find((kind) => kind.id === id) ?? (KINDS[0] as Kind);
}
