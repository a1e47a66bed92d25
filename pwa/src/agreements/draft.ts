/** What is being signed, kept as a draft at each change, and the envelope's body that it comes to. */
import type { AgreementKind, NewAgreement, PartyRole } from "../api/agreement-rows";
import type { Picture } from "../api/rows";
import { account, thisPhone } from "../local/accounts";

import { uuid7 } from "../local/uuid";
import type { PersonView } from "../local/view";
import { ageOn } from "../register/facts";
import { today } from "../ui/today";
import { untilOf } from "./fits";
import type { AgreementView } from "./held";
import { t } from "./i18n";
import { KINDS, type Kind, kindOf } from "./kinds";
import { dayAfter, lastDay } from "./term";

const ADULT = 18;
const TOWNSHIP_DIGITS = 9;

export interface Signed {
  kind: AgreementKind;
  pictures: Picture[];
  /** As they were changed; the others are as likely. */
  names: { [role in PartyRole]?: string };
  services: string[];
  signed: string;
  from: string;
  to: string;
  renews: string | null;
}

export type Trouble = "service_missing" | "day_missing" | "order";

/** Of the kind that is wanted, from today or from the end of the one that is renewed. */
export function blank(wanted: AgreementKind | undefined, renews: AgreementView | null, now: string): Signed {
  const kind = wanted ?? "four_party";
  const until = renews && untilOf(renews);
  const from = until ? dayAfter(until) : now;
  const services = renews?.kind === kind ? renews.services : kindOf(kind).usual;
  const term = { from, to: lastDay(from, kindOf(kind).months) };
  return { kind, pictures: [], names: {}, services: [...services], signed: now, ...term, renews: renews?.id ?? null };
}

/** The kinds that may be signed with her. */
export function kindsFor({ person }: PersonView): Kind[] {
  const isMinor = ageOn(person, today.value) < ADULT;
  return KINDS.filter((kind) => kind.person && (!kind.minors || isMinor));
}

/** As long as the kind says. */
export function termOf({ from }: Pick<Signed, "from">, kind: AgreementKind): Pick<Signed, "to"> {
  return { to: lastDay(from, kindOf(kind).months) };
}

/** Who usually signs as what; nobody has to write a name. */
export function likelyName(role: PartyRole, { person, assignments }: PersonView): string {
  const me = account.value;
  if (role === "person") return person.name;
  if (role === "village") return person.village_name;
  if (role === "carer") {
    const now = assignments.find((each) => each.valid_to === null && each.role === "carer");
    return (me?.role === "carer" ? me.name : now?.user_name) ?? me?.name ?? t("role.carer");
  }
  return role === "township" ? townshipName(person.address) : t(`role.${role}`);
}

/** Where her own place is a township it has its name; else the address begins with it. */
function townshipName(address: string): string {
  const { place, place_name } = account.value ?? { place: "", place_name: "" };
  if (place.length === TOWNSHIP_DIGITS) return place_name;
  return /^(?:.*?[市县区])?([^市县区]{1,8}?(?:镇|乡|街道))/.exec(address)?.[1] ?? t("role.township");
}

/** What is sent, or what is in its way. `known` are her agreements here: what is renewed may be none of them any more. */
export function bodyOf(said: Signed, view: PersonView, known: readonly string[], now: string): NewAgreement | Trouble {
  const kind = kindOf(said.kind);
  const services = said.services.filter((each) => kind.services.includes(each));
  if (services.length === 0) return "service_missing";
  if (!said.signed || said.signed > now || !said.from) return "day_missing";
  if (said.to && said.to < said.from) return "order";
  return {
    id: uuid7(thisPhone().phone),
    person: view.person.id,
    kind: said.kind,
    parties: kind.parties.map(([role = "person"]) => ({ role, name: nameOf(role, said, view) })),
    services,
    signed_on: said.signed,
    valid_from: said.from,
    ...(said.to && { valid_to: said.to }),
    ...(said.renews && known.includes(said.renews) && { renews: said.renews }),
    pictures: said.pictures,
  };
}

function nameOf(role: PartyRole, said: Signed, view: PersonView): string {
  return said.names[role]?.trim() || likelyName(role, view);
}
