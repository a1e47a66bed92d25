import { call } from "../../api/client";
import type { components } from "../../api/schema";
import type { Path } from "../api";
import { queryString } from "../route";

type Schemas = components["schemas"];
export type Agreements = Schemas["AgreementsReply"];
export type Area = Schemas["AgreementArea"];
export type Standing = Schemas["AgreementStanding"];
export type AgreementFile = Schemas["AgreementFile"];
export type Agreement = Schemas["AgreementLine"];
export type NewAgreement = Schemas["NewAgreement"];
export type Kind = Schemas["KindLine"];
export type Service = Schemas["ServiceLine"];

const PATH = "/api/agreements";

export const agreementsPath = (township: string, day: string): Path<Agreements> => ({
  path: PATH + queryString({ township, day }),
});

export const agreementFilePath = (person: string): Path<AgreementFile> => ({
  path: `${PATH}/people/${encodeURIComponent(person)}`,
});

/** Enters an agreement. Throws `not_possible`, `closed_month`, `renews_unknown`. */
export function sign(asked: NewAgreement): Promise<unknown> {
  return call("POST", PATH, asked);
}

export function end(agreement: string, asked: Schemas["EndWords"]): Promise<unknown> {
  return call("POST", `${PATH}/${encodeURIComponent(agreement)}/end`, asked);
}

export function voidAgreement(agreement: string, asked: Schemas["VoidWords"]): Promise<unknown> {
  return call("POST", `${PATH}/${encodeURIComponent(agreement)}/void`, asked);
}
