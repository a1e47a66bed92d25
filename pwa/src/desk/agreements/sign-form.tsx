import { useRef, useState } from "preact/hooks";
import { dayAfter, lastDay } from "../../agreements/term";
import { useDeed } from "../deeds";
import { language } from "../i18n";
import { newId, sendPicture } from "../paper/entering";
import { PictureField } from "../paper/picture-field";
import type { Redrawn } from "../paper/redrawn";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Field } from "../person/fact-form";
import { type Agreement, type Kind, type NewAgreement, type Service, sign } from "./calls";
import { t } from "./i18n";

type Role = NewAgreement["parties"][number]["role"];
/** Whose names are likely, by role. */
export type Names = Partial<Record<Role, string>>;

interface SignFormProps {
  /** Somebody in care, or the township of institutions. */
  whose: { person: string } | { township: string };
  kinds: Kind[];
  services: Service[];
  first: Kind["id"] | undefined;
  names: Names;
  today: string;
  /** The one that is renewed. */
  renews?: Agreement;
  leave: () => void;
}

/** An agreement from its signed paper. */
export function SignForm({ whose, kinds, services, first, names, today, renews, leave }: SignFormProps) {
  const [kind, setKind] = useState(kinds.find(({ id }) => id === (renews?.kind ?? first)) ?? kinds[0]);
  const [term, setTerm] = useState(() => termFrom(kind, startOf(renews, today)));
  const [lacks, setLacks] = useState(false);
  const [pictures, setPictures] = useState<(Redrawn | null)[]>([null, null]);
  const id = useRef(newId());
  const deed = useDeed(leave);
  if (!kind) return null;
  const choose = (value: string) => {
    const chosen = kinds.find((each) => each.id === value) ?? kind;
    setKind(chosen);
    setTerm(termFrom(chosen, term.from));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    setLacks(fields.getAll("service").length === 0);
    if (fields.getAll("service").length === 0) return;
    const taken = pictures.filter((each): each is Redrawn => each !== null);
    const asked = { ...whose, ...wordsOf(kind, fields, taken), id: id.current, renews: renews?.id ?? null };
    void deed.run(async () => {
      await sign(asked as NewAgreement);
      // Signed is signed: a picture that does not come is asked for under the pictures that have not come.
      for (const picture of taken) await sendPicture(picture).catch(() => undefined);
    });
  };
  const take = (at: number) => (picture: Redrawn | null) =>
    setPictures((were) => were.map((was, index) => (index === at ? picture : was)));
  return (
    <form
      class="desk-form desk-screen-only"
      onSubmit={submit}
      aria-label={t(renews ? "hers.renew" : whose && "person" in whose ? "hers.sign" : "between.sign")}
    >
      <Field label={t("form.kind")}>
        <select value={kind.id} disabled={kinds.length === 1} onChange={(event) => choose(event.currentTarget.value)}>
          {kinds.map((each) => (
            <option key={each.id} value={each.id}>
              {each[language.value]}
            </option>
          ))}
        </select>
      </Field>
      {kind.parties.map((roles, index) => (
        <PartyField key={kind.id + roles.join()} at={index} roles={roles} names={names} was={renews} />
      ))}
      <Services key={kind.id} kind={kind} services={services} was={renews} />
      {lacks && <p role="alert">{t("form.no_service")}</p>}
      <Field label={t("form.signed_on")}>
        <input type="date" name="signed_on" required max={today} defaultValue={today} />
      </Field>
      <Field label={t("form.valid_from")}>
        <input
          type="date"
          required
          name="valid_from"
          value={term.from}
          onChange={(event) => setTerm(termFrom(kind, event.currentTarget.value || term.from))}
        />
      </Field>
      <Field label={t("form.valid_to")}>
        <input
          type="date"
          name="valid_to"
          min={term.from}
          value={term.to}
          onChange={(event) => setTerm({ ...term, to: event.currentTarget.value })}
        />
      </Field>
      <Field label={t("form.number")}>
        <input type="text" name="number" maxLength={80} autocomplete="off" />
      </Field>
      <Field label={t("form.note")}>
        <input type="text" name="note" maxLength={500} autocomplete="off" />
      </Field>
      <PictureField label={t("form.picture")} take={take(0)} />
      <PictureField label={t("form.second")} take={take(1)} />
      <DeedFailure deed={deed} />
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("form.save")} leave={leave} />
      </p>
    </form>
  );
}

/** A renewal begins on the day after, where the old one still holds or has just ended. */
function startOf(renews: Agreement | undefined, today: string): string {
  return renews?.state === "holds" && renews.valid_to ? dayAfter(renews.valid_to) : today;
}

function termFrom(kind: Kind | undefined, from: string) {
  return { from, to: lastDay(from, kind?.months ?? 12) };
}

interface PartyFieldProps {
  at: number;
  roles: Role[];
  names: Names;
  was: Agreement | undefined;
}

function PartyField({ at, roles, names, was }: PartyFieldProps) {
  const before = was?.parties.find(({ role }) => roles.includes(role));
  const [role, setRole] = useState(before?.role ?? roles[0] ?? "person");
  return (
    <div class="desk-form-field">
      {roles.length > 1 ? (
        <select
          name={`role-${at}`}
          aria-label={t("form.who")}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        >
          {roles.map((each) => (
            <option key={each} value={each}>
              {t(`role.${each}`)}
            </option>
          ))}
        </select>
      ) : (
        <span>
          {t(`role.${role}`)}
          <input type="hidden" name={`role-${at}`} value={role} />
        </span>
      )}
      <input
        key={role}
        type="text"
        name={`name-${at}`}
        required
        pattern=".*\S.*"
        maxLength={80}
        autocomplete="off"
        aria-label={t(`role.${role}`)}
        defaultValue={(before?.role === role ? before.name : undefined) ?? names[role] ?? ""}
      />
    </div>
  );
}

function Services({ kind, services, was }: { kind: Kind; services: Service[]; was: Agreement | undefined }) {
  const chosen = was?.kind === kind.id ? was.services : kind.usual;
  return (
    <fieldset class="desk-ticks">
      <legend>{t("form.services")}</legend>
      {services
        .filter(({ id }) => kind.services.includes(id))
        .map((each) => (
          <label class="desk-tick" key={each.id}>
            <input type="checkbox" name="service" value={each.id} defaultChecked={chosen.includes(each.id)} />
            <span>{each[language.value]}</span>
          </label>
        ))}
    </fieldset>
  );
}

function wordsOf(kind: Kind, fields: FormData, pictures: Redrawn[]) {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  return {
    kind: kind.id,
    number: said("number") || null,
    parties: kind.parties.map((_, at) => ({ role: said(`role-${at}`) as Role, name: said(`name-${at}`) })),
    services: fields.getAll("service").map(String),
    signed_on: said("signed_on"),
    valid_from: said("valid_from"),
    valid_to: said("valid_to") || null,
    note: said("note") || null,
    pictures: pictures.map(({ sha256, bytes }) => ({ sha256, size: bytes.length })),
  };
}
