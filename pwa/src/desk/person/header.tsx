import type { ComponentChildren } from "preact";
import { Light } from "../../ui/light";
import { assign } from "../assign/assigning";
import { t, word } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { dueSentence } from "../parts/due";
import { SignInLinkButton } from "../parts/sign-in-link";
import { chooseOnly } from "../people/chosen";
import { arrangementText, levelText, waitingText } from "../people/columns";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Assignment, MaskedField, PersonFile } from "../rows";
import { Masked } from "./masked";
import { ChangeProfile } from "./profile-form";

/** Name and light large, then what one asks about a person first. Numbers of papers come masked from the server. */
export function Header({ file }: { file: PersonFile }) {
  const { person, today } = file;
  return (
    <header class="desk-file-head">
      <div class="desk-file-name">
        <h1 tabIndex={-1}>{person.name}</h1>
        <p>
          {[t(`sex.${person.sex}`), t("person.age", { n: person.age }), levelText(person), arrangementText(person)]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <p class="desk-file-light">
          <Light light={person.light} />
          <span>{dueSentence(person, today, "person.due_by")}</span>
          {person.to_be_confirmed.length > 0 && <strong class="desk-mark">{waitingText(person)}</strong>}
          {person.suspension !== null && <strong class="desk-mark">{suspensionText(person.suspension)}</strong>}
        </p>
      </div>
      <dl class="desk-particulars">
        <Item name={t("person.place")}>{[person.village_name, person.group_name].filter(Boolean).join(" ")}</Item>
        <Item name={t("person.address")}>{person.address}</Item>
        <MaskedItem name={t("person.phone")} of={person.id} field="phone" masked={person.phone} />
        <Item name={t("person.born")}>{person.birth_date}</Item>
        <MaskedItem name={t("person.id_number")} of={person.id} field="id_number" masked={person.id_number} />
        <MaskedItem name={t("person.bank_account")} of={person.id} field="bank_account" masked={person.bank_account} />
        <Item name={t("fact.programme")}>
          {person.programmes.map((each) => word("programme", each)).join(t("list.between"))}
        </Item>
      </dl>
      <ChangeProfile id={person.id} />
      <Carers file={file} />
    </header>
  );
}

function suspensionText(value: string): string {
  return value === "death" ? t("suspension.death") : t("fact.suspended", { why: word("suspension", value) });
}

function Item({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <span class="desk-faint">{t("person.not_known")}</span>}</dd>
    </div>
  );
}

interface MaskedItemProps {
  name: string;
  of: string;
  field: MaskedField;
  masked: string | null;
}

function MaskedItem({ name, of, field, masked }: MaskedItemProps) {
  return <Item name={name}>{masked && <Masked person={of} name={name} field={field} masked={masked} />}</Item>;
}

function Carers({ file }: { file: PersonFile }) {
  const current = file.assignments.filter(
    (each) => each.valid_from <= file.today && (each.valid_to ?? "9") >= file.today,
  );
  return (
    <section class="desk-carers" aria-label={t("person.carers")}>
      <h2>{t("person.carers")}</h2>
      {mayChange() && (
        <a
          class="desk-button desk-screen-only"
          href={hashOf("assign", file.person.village.slice(0, 9))}
          onClick={() => chooseOnly([file.person])}
        >
          {t(current.length === 0 ? "today.find_carers" : "assign.change")}
        </a>
      )}
      {current.length === 0 && <p>{t("person.no_carer")}</p>}
      <ul>
        {current.map((each) => (
          <li key={each.id}>
            <span>
              <b>{each.user_name}</b> {word("role", each.role)} · {t("fact.since", { from: each.valid_from })}
              {each.cover && ` · ${coverWords(each, file)}`}
            </span>
            <SignInLinkButton user={each.user} name={each.user_name} />
            {mayChange() && each.valid_to === null && <NoLonger file={file} each={each} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 替沈天强代班，到 2026-03-04. */
function coverWords({ instead_of, valid_to }: Assignment, { assignments }: PersonFile): string {
  const name = assignments.find(({ user }) => user === instead_of)?.user_name ?? "";
  return t("covers.in_place_of", { name, until: valid_to ?? "" });
}

/** Somebody stops caring for her, and nobody takes her place. */
function NoLonger({ file, each }: { file: PersonFile; each: Assignment }) {
  return (
    <AskAgain
      name={t("assign.end_of", { name: each.user_name })}
      button={t("assign.end")}
      yes={t("assign.end_yes")}
      work={() => assign([file.person.id], null, "primary", each.user)}
    >
      <p>{t("assign.end_sure")}</p>
    </AskAgain>
  );
}
